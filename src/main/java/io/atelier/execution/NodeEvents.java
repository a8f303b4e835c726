package io.atelier.execution;

import io.atelier.message.NodeIdentity;
import io.atelier.node.Preview;
import org.jspecify.annotations.Nullable;

/** What a node tells while it runs. Safe for use by many threads. */
interface NodeEvents {
  void progresses(NodeIdentity node, Number value, Number max, @Nullable Preview preview);

  void says(NodeIdentity node, String text);

  /** A blocker with a message kept a call from being made. */
  void blocked(NodeIdentity node, String classType, String why);
}

package io.atelier.node;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A node that waits rather than computes: it starts its work and is done when the stage completes.
 * Others run meanwhile; the mapped calls of one node run side by side. A cancelled prompt cancels
 * the stage.
 */
public interface AsyncNode extends Node {
  /** Starts one call without blocking. */
  CompletionStage<@Nullable NodeOutput> start(NodeInputs inputs, NodeContext context)
      throws Exception;

  @Override
  default @Nullable NodeOutput run(NodeInputs inputs, NodeContext context) throws Exception {
    return start(inputs, context).toCompletableFuture().get();
  }
}

package io.atelier.node;

import org.jspecify.annotations.Nullable;

/** A node whose result depends on more than its inputs, such as a file's content. */
public interface ChangeFingerprint {
  /**
   * A JSON value that is equal as long as the node need not run again; NaN never is. Asked once per
   * prompt, with constants only: linked inputs read as absent.
   */
  @Nullable Object fingerprint(NodeInputs inputs, NodeContext context) throws Exception;
}

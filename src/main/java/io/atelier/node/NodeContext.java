package io.atelier.node;

import org.jspecify.annotations.Nullable;

/** The world as a running node sees it. */
public interface NodeContext {
  /** The id of the node that runs, for an expanded node its own. */
  NodeId nodeId();

  /** A service of the server, such as its file store. */
  <T> T service(Class<T> type);

  /**
   * Reports progress.
   *
   * @param value steps done, from 0 to {@code max}
   * @throws PromptInterruptedException when the prompt was interrupted
   */
  default void progress(Number value, Number max) {
    progress(value, max, null);
  }

  /** Reports progress with a picture of the state so far. */
  void progress(Number value, Number max, @Nullable Preview preview);

  /** Shows a text at the node. */
  void text(String text);

  /**
   * Ends the call when the prompt was interrupted; to be called by long computations.
   *
   * @throws PromptInterruptedException when it was
   */
  void checkInterrupted();

  /** Starts a graph to return with {@link NodeOutput#expand}, with ids of this call's own. */
  Expansion.Builder newExpansion();
}

package io.atelier.message;

import io.atelier.node.Preview;
import org.jspecify.annotations.Nullable;

/** Which of the messages that wait for somebody may go, and what they weigh. */
public final class Keeping {
  private static final int SMALL_MESSAGE_BYTES = 512;
  private static final int NODE_PROGRESS_BYTES = 200;

  private Keeping() {}

  /**
   * What a later message must be about to make this one superfluous; null when nothing can, since
   * clients need it. A PNG preview is such a result: nodes that send their images over the socket
   * send them this way, samplers send JPEG.
   */
  public static @Nullable String subject(Message message) {
    if (message instanceof Message.Status) {
      return "status";
    }
    if (message instanceof Message.ProgressState state) {
      return "state " + state.promptId().value();
    }
    if (message instanceof Message.Progress step) {
      Preview preview = step.preview();
      boolean result = preview != null && preview.format() == Preview.Format.PNG;
      String prompt = step.promptId().value();
      return result ? null : "step " + prompt.length() + ' ' + prompt + step.node().id().value();
    }
    return null;
  }

  /** Whether it tells how something ended, which no later message repeats. */
  public static boolean isFinal(Message message) {
    return message instanceof Message.Executed
        || message instanceof Message.ExecutionSuccess
        || message instanceof Message.ExecutionError
        || message instanceof Message.ExecutionInterrupted
        || message instanceof Message.ExecutingNothing;
  }

  /** About how many bytes it takes while it waits; known without encoding it. */
  public static long weight(Message message) {
    if (message instanceof Message.ProgressState state) {
      return SMALL_MESSAGE_BYTES + (long) NODE_PROGRESS_BYTES * state.snapshot().size();
    }
    if (message instanceof Message.Progress step && step.preview() != null) {
      return SMALL_MESSAGE_BYTES + (long) step.preview().image().length;
    }
    if (message instanceof Message.NodeText text) {
      return SMALL_MESSAGE_BYTES + (long) text.text().length();
    }
    return SMALL_MESSAGE_BYTES;
  }
}

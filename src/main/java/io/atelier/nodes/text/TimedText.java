package io.atelier.nodes.text;

import io.atelier.node.NodeContext;
import io.atelier.node.NodeException;
import java.time.Duration;

/** A text that refuses to be read after a deadline, which ends a hopeless search in it. */
final class TimedText implements CharSequence {
  private static final int READS_BETWEEN_CHECKS = 1 << 14;

  private final String text;
  private final long deadline;
  private final Duration limit;
  private final NodeContext context;
  private int reads;

  TimedText(String text, Duration limit, NodeContext context) {
    this.text = text;
    this.limit = limit;
    this.deadline = System.nanoTime() + limit.toNanos();
    this.context = context;
  }

  @Override
  public char charAt(int index) {
    if (++reads == READS_BETWEEN_CHECKS) {
      reads = 0;
      context.checkInterrupted();
      if (System.nanoTime() - deadline > 0) {
        throw new NodeException(
            "TimeoutError",
            "the regular expression took longer than %d s on this text"
                .formatted(limit.toSeconds()));
      }
    }
    return text.charAt(index);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.substring(start, end);
  }

  @Override
  public String toString() {
    return text;
  }
}

package io.atelier.diffusion;

import java.util.Locale;

/** Recognises failures for want of native memory. */
final class OutOfMemory {
  private OutOfMemory() {}

  static boolean is(RuntimeException failure) {
    String message = failure.getMessage();
    if (message == null) {
      return false;
    }
    String text = message.toLowerCase(Locale.ROOT);
    return text.contains("out of memory")
        || text.contains("can't allocate memory")
        || text.contains("not enough memory");
  }
}

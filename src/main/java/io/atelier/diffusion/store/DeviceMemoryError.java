package io.atelier.diffusion.store;

import java.util.Locale;

/** The device's memory did not do for a computation, with all idle networks unloaded. */
public final class DeviceMemoryError extends OutOfMemoryError {
  private static final long serialVersionUID = 1;

  DeviceMemoryError(RuntimeException cause) {
    super(cause.getMessage());
    initCause(cause);
  }

  /** Whether a failure of LibTorch is for want of memory. */
  static boolean isBehind(RuntimeException failure) {
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

package io.atelier.node;

import io.atelier.memory.NotEnoughMemoryError;
import java.io.FileNotFoundException;
import java.nio.file.NoSuchFileException;

/** Failures of nodes in the terms that clients know: the type and message of an error. */
public final class ClientTerms {
  /** The type of a failure for want of the device's memory; the JVM knows no such error. */
  public static final String DEVICE_EXHAUSTED = "torch.OutOfMemoryError";

  private static final String MEMORY_TIPS =
      "This error means you ran out of memory on your GPU.\n\nTIPS: If the workflow worked before"
          + " you might have accidentally set the batch_size to a large number.";
  private static final String HEAP_EXHAUSTED = "MemoryError";

  private ClientTerms() {}

  /** The name of the failure: bare for those that Python has, else the Java class. */
  public static String type(Throwable failure) {
    if (failure instanceof NodeException e) {
      return e.type();
    }
    if (failure instanceof IndexOutOfBoundsException) {
      return "IndexError";
    }
    if (failure instanceof FileNotFoundException || failure instanceof NoSuchFileException) {
      return "FileNotFoundError";
    }
    if (failure instanceof IllegalArgumentException) {
      return "ValueError";
    }
    if (failure instanceof OutOfMemoryError) {
      return isOfHeap(failure) ? HEAP_EXHAUSTED : DEVICE_EXHAUSTED;
    }
    return failure.getClass().getName();
  }

  private static boolean isOfHeap(Throwable failure) {
    return failure.getClass() == OutOfMemoryError.class || failure instanceof NotEnoughMemoryError;
  }

  /** The text, a line break, and tips where there are any. */
  public static String message(Throwable failure) {
    String text = failure.getMessage();
    return (text == null ? failure.getClass().getSimpleName() : text)
        + "\n"
        + (failure instanceof OutOfMemoryError ? MEMORY_TIPS : "");
  }
}

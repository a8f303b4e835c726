package io.atelier.app;

import io.atelier.queue.StoreException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;

/** Why the server cannot start, in one line. */
final class StartTrouble {
  private StartTrouble() {}

  static String of(Throwable failure) {
    String own = said(failure);
    Throwable cause = failure.getCause();
    if (cause == null || failure instanceof StoreException) {
      return own;
    }
    String inner = of(cause);
    boolean wraps = own.isEmpty() || own.startsWith(cause.getClass().getName());
    return wraps ? inner : own.contains(inner) ? own : own + ": " + inner;
  }

  private static String said(Throwable failure) {
    if (failure instanceof AccessDeniedException denied) {
      return "no permission for " + denied.getFile();
    }
    if (failure instanceof FileAlreadyExistsException there) {
      return there.getFile() + " is a file and no folder";
    }
    String message = failure.getMessage();
    return message == null
        ? failure.getClass().getSimpleName()
        : message.lines().findFirst().orElse("").strip();
  }
}

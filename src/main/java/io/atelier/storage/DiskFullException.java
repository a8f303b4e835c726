package io.atelier.storage;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** There is no room for a file, by the disk, a quota or the limit of a file's size. */
public final class DiskFullException extends IOException {
  /** How systems say it, in small letters. */
  private static final List<String> WORDS =
      List.of("no space left", "quota exceeded", "file too large", "not enough space");

  /** Less room than this makes any failure to write one of a full disk. */
  private static final long LEAST_BYTES = 4096;

  DiskFullException(Path file, IOException cause) {
    super("there is no room on the disk for " + file.getFileName(), cause);
  }

  /** A failure to write a file, told as this one if that is what it was. */
  static IOException explain(Path file, IOException failure) {
    boolean full = isOne(failure) || hasNoRoom(file);
    return full ? new DiskFullException(file, failure) : failure;
  }

  /** Whether a failure is this one or what systems throw for it. */
  public static boolean isOne(Throwable failure) {
    if (failure instanceof DiskFullException) {
      return true;
    }
    String said =
        failure instanceof FileSystemException system ? system.getReason() : failure.getMessage();
    String words = said == null ? "" : said.toLowerCase(Locale.ROOT);
    return failure instanceof IOException && WORDS.stream().anyMatch(words::contains);
  }

  private static boolean hasNoRoom(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    try {
      return folder != null
          && Files.isDirectory(folder)
          && Files.getFileStore(folder).getUsableSpace() < LEAST_BYTES;
    } catch (IOException e) {
      return false;
    }
  }
}

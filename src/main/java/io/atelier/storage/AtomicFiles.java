package io.atelier.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writing of files that readers see whole or not at all: beside the place, then moved to it. */
public final class AtomicFiles {
  private static final String UNFINISHED = ".unfinished";

  private AtomicFiles() {}

  /** Replaces the file, its folder created where missing. */
  public static void write(Path target, byte[] content) throws IOException {
    Path unfinished = createBeside(target);
    try {
      Files.write(unfinished, content);
      move(unfinished, target);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  /** Replaces the file by what the stream holds, its folder created where missing. */
  public static void write(Path target, InputStream content) throws IOException {
    Path unfinished = createBeside(target);
    try {
      Files.copy(content, unfinished, StandardCopyOption.REPLACE_EXISTING);
      move(unfinished, target);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  /** Moves a file, replacing the one in its place, if any. */
  static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static Path createBeside(Path target) throws IOException {
    Path folder = target.getParent();
    if (folder == null) {
      throw new IOException("no folder to write in: " + target);
    }
    Files.createDirectories(folder);
    return Files.createTempFile(folder, UNFINISHED, null);
  }
}

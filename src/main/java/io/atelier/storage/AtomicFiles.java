package io.atelier.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/**
 * Writing of files that readers see whole or not at all: beside the place, then moved to it. What
 * cannot be finished is deleted; where that is for want of room, {@link DiskFullException} says so.
 */
public final class AtomicFiles {
  private static final String UNFINISHED = ".unfinished";

  private AtomicFiles() {}

  /** Fills a file that is there and empty. */
  @FunctionalInterface
  private interface Filling {
    void fill(Path file) throws IOException;
  }

  /** Replaces the file, its folder created where missing. */
  public static void write(Path target, byte[] content) throws IOException {
    replace(target, unfinished -> Files.write(unfinished, content));
  }

  /** Replaces the file by what the stream holds, its folder created where missing. */
  public static void write(Path target, InputStream content) throws IOException {
    replace(
        target, unfinished -> Files.copy(content, unfinished, StandardCopyOption.REPLACE_EXISTING));
  }

  /** Moves a file, replacing the one in its place, if any; to another disk by way of a copy. */
  static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      copyOver(from, to);
      Files.delete(from);
    }
  }

  /** Replaces a file by a copy of another. */
  static void copyOver(Path from, Path to) throws IOException {
    replace(to, unfinished -> Files.copy(from, unfinished, StandardCopyOption.REPLACE_EXISTING));
  }

  private static void replace(Path target, Filling filling) throws IOException {
    Path folder = target.getParent();
    if (folder == null) {
      throw new IOException("no folder to write in: " + target);
    }
    Path unfinished = folder.resolve(UNFINISHED + UUID.randomUUID());
    try {
      Files.createDirectories(folder);
      Files.createFile(unfinished);
      filling.fill(unfinished);
      Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw DiskFullException.explain(target, e);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }
}

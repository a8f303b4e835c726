package io.atelier.storage;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Deletes the oldest files of a folder, by the time of their last change, and the subfolders that
 * become empty by that.
 *
 * <p>Symbolic links below the folder are not followed, and stay as they are; so do files directly
 * in it whose name begins with a dot, which the server is writing.
 *
 * @param age how old a file may become; zero for any age
 * @param bytes what the folder may hold; 0 for any number
 */
public record Retention(Duration age, long bytes) {
  private static final System.Logger LOG = System.getLogger(Retention.class.getName());

  /** What was deleted. */
  public record Swept(int files, long bytes) {}

  private record Aged(Path path, Instant changed, long size) {}

  /** Whether there is anything to do at all. */
  public boolean isLimited() {
    return !age.isZero() || bytes > 0;
  }

  /**
   * Deletes what is too old, then the oldest of what is too much. A file that does not let itself
   * be deleted is left.
   *
   * @param now what ages are reckoned from
   * @param busySince what has changed since then stays whatever the limits say, since it may be the
   *     work of a running prompt
   */
  public Swept sweep(Path folder, Instant now, Instant busySince) throws IOException {
    Path top = folder.toRealPath();
    List<Aged> files = isLimited() ? files(top) : List.of();
    long held = files.stream().mapToLong(Aged::size).sum();
    int deleted = 0;
    long freed = 0;
    for (Aged file : files) {
      boolean tooOld = !age.isZero() && file.changed().isBefore(now.minus(age));
      boolean tooMuch = bytes > 0 && held - freed > bytes;
      if ((tooOld || tooMuch) && file.changed().isBefore(busySince) && delete(file.path())) {
        deleted++;
        freed += file.size();
        deleteEmpty(file.path().getParent(), top);
      }
    }
    return new Swept(deleted, freed);
  }

  /** The regular files, the oldest first. */
  private static List<Aged> files(Path folder) throws IOException {
    List<Aged> files = new ArrayList<>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && !isBeingWritten(file, folder)) {
              files.add(
                  new Aged(file, attributes.lastModifiedTime().toInstant(), attributes.size()));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure) {
            LOG.log(Level.DEBUG, "a file cannot be looked at", failure);
            return FileVisitResult.CONTINUE;
          }
        });
    files.sort(Comparator.comparing(Aged::changed));
    return files;
  }

  private static boolean isBeingWritten(Path file, Path folder) {
    return folder.equals(file.getParent()) && String.valueOf(file.getFileName()).startsWith(".");
  }

  private static boolean delete(Path file) {
    try {
      return Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "a file that is to go stays", e);
      return false;
    }
  }

  /** Deletes the folder and those above it, below the top, as long as they are empty. */
  private static void deleteEmpty(@Nullable Path folder, Path top) {
    Path each = folder;
    while (each != null && !each.equals(top) && each.startsWith(top)) {
      try {
        Files.delete(each);
      } catch (DirectoryNotEmptyException e) {
        return;
      } catch (IOException e) {
        LOG.log(Level.DEBUG, "an empty folder stays", e);
        return;
      }
      each = each.getParent();
    }
  }
}

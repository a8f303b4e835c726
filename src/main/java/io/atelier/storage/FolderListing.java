package io.atelier.storage;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The files below a folder as they were at one moment, with what tells whether that still holds: a
 * file that comes, goes or is renamed changes the time of its folder. Checking costs one look at
 * each folder and none at the files, so thousands of files in some folders take microseconds.
 *
 * <p>A folder that changed shortly before it was read may change again within the resolution of its
 * clock; such a listing holds only for the answer it was made for.
 *
 * @param files relative to the folder, sorted; links are followed, {@code .git} is not entered
 */
record FolderListing(
    List<String> files, Map<Path, FileTime> folders, boolean settled, boolean present) {
  private static final Duration CLOCK_RESOLUTION = Duration.ofSeconds(1);

  static FolderListing of(Path root) {
    List<String> files = new ArrayList<>();
    Map<Path, FileTime> folders = new LinkedHashMap<>();
    Instant start = Instant.now();
    try {
      Files.walkFileTree(
          root,
          EnumSet.of(FileVisitOption.FOLLOW_LINKS),
          Integer.MAX_VALUE,
          new Collector(root, files, folders));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    Collections.sort(files);
    boolean settled =
        folders.values().stream()
            .allMatch(time -> time.toInstant().isBefore(start.minus(CLOCK_RESOLUTION)));
    return new FolderListing(List.copyOf(files), folders, settled, Files.isDirectory(root));
  }

  /** Whether a new listing would say the same. */
  boolean holds(Path root) {
    if (!settled) {
      return false;
    }
    if (!present) {
      return !Files.isDirectory(root);
    }
    return folders.entrySet().stream()
        .allMatch(folder -> folder.getValue().equals(time(folder.getKey())));
  }

  private static @Nullable FileTime time(Path folder) {
    try {
      return Files.getLastModifiedTime(folder);
    } catch (IOException e) {
      return null;
    }
  }

  /** Notes files and folders; what cannot be read, or is a link to itself, is left out. */
  private static final class Collector extends SimpleFileVisitor<Path> {
    private final Path root;
    private final List<String> files;
    private final Map<Path, FileTime> folders;

    Collector(Path root, List<String> files, Map<Path, FileTime> folders) {
      this.root = root;
      this.files = files;
      this.folders = folders;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      if (folder.endsWith(".git")) {
        return FileVisitResult.SKIP_SUBTREE;
      }
      folders.put(folder, attributes.lastModifiedTime());
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (attributes.isRegularFile()) {
        files.add(root.relativize(file).toString());
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
      return FileVisitResult.CONTINUE;
    }
  }
}

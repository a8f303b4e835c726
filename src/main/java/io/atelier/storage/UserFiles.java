package io.atelier.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The files of one user: workflows and whatever else clients keep on the server.
 *
 * <p>Names are relative to the user's folder, with {@code /}, and hostile. A write is seen whole or
 * not at all.
 */
public final class UserFiles {
  private final Path root;

  /** The files below a folder, which need not exist yet. */
  public UserFiles(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  /**
   * A file or folder in a listing.
   *
   * @param name relative to the folder that was listed
   * @param modified seconds since 1970
   * @param created likewise
   */
  public record Entry(String name, boolean folder, long size, double modified, double created) {}

  /** Whether the user has anything here yet. */
  public boolean exists() {
    return Files.isDirectory(root);
  }

  /**
   * The place of a file.
   *
   * @param name a backslash, as some clients write it, parts folders too
   * @throws PathEscapeException when the name leads out of the user's folder
   */
  public Path locate(String name) {
    return FileStore.resolveWithin(root, name.replace('\\', '/'));
  }

  /** A place inside the user's folder as a name. */
  public String nameOf(Path place) {
    return text(root.relativize(place));
  }

  /**
   * Writes a file over the one that is there, folders created where missing.
   *
   * @throws UnusableNameException when no file can have the name
   */
  public Path write(String name, InputStream content) throws IOException {
    Path target = prepare(name);
    AtomicFiles.write(target, content);
    return target;
  }

  /**
   * Moves a file over the one at the other place, folders created where missing.
   *
   * @throws UnusableNameException when no file can have the other name
   */
  public Path move(Path from, String to) throws IOException {
    Path target = prepare(to);
    AtomicFiles.move(from, target);
    return target;
  }

  /** The place for a new file, its folder there. */
  private Path prepare(String name) throws IOException {
    Path target = locate(name);
    UploadName.folder(name);
    Path folder = target.getParent();
    if (folder == null || target.equals(root) || Files.isDirectory(target)) {
      throw new UnusableNameException("There is a folder of this name.");
    }
    NamedFolder.create(folder);
    return target;
  }

  /** What a file is, under the name that it has below the user's folder. */
  public Entry describe(Path file) throws IOException {
    return entry(root, file, Files.readAttributes(file, BasicFileAttributes.class));
  }

  /** The files in a folder, sorted by name; hidden ones are left out. */
  public List<Entry> list(Path folder, boolean recursive) throws IOException {
    List<Entry> entries = new ArrayList<>();
    Files.walkFileTree(
        folder,
        java.util.Set.of(),
        recursive ? Integer.MAX_VALUE : 1,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path place, BasicFileAttributes attributes) {
            boolean skip = !place.equals(folder) && isHidden(place);
            return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && !isHidden(file)) {
              entries.add(entry(folder, file, attributes));
            }
            return FileVisitResult.CONTINUE;
          }
        });
    entries.sort(Comparator.comparing(Entry::name));
    return entries;
  }

  /**
   * Everything below a folder: folders first, then by name without regard to case.
   *
   * @return entries named relative to the user's folder
   */
  public List<Entry> tree(Path folder) throws IOException {
    List<Entry> entries = new ArrayList<>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path place, BasicFileAttributes attributes) {
            if (!place.equals(folder)) {
              entries.add(entry(root, place, attributes));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile()) {
              entries.add(entry(root, file, attributes));
            }
            return FileVisitResult.CONTINUE;
          }
        });
    entries.sort(
        Comparator.comparing((Entry entry) -> !entry.folder())
            .thenComparing(entry -> lastPart(entry.name()).toLowerCase(Locale.ROOT))
            .thenComparing(Entry::name));
    return entries;
  }

  /** The part of a name after the last slash. */
  public static String lastPart(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  private static boolean isHidden(Path place) {
    return String.valueOf(place.getFileName()).startsWith(".");
  }

  private static Entry entry(Path base, Path place, BasicFileAttributes attributes) {
    return new Entry(
        text(base.relativize(place)),
        attributes.isDirectory(),
        attributes.size(),
        attributes.lastModifiedTime().toMillis() / 1000.0,
        attributes.creationTime().toMillis() / 1000.0);
  }

  private static String text(Path relative) {
    return relative.toString().replace('\\', '/');
  }
}

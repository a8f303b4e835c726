package io.atelier.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The folders for pictures that come and go: input, output and temp under one base directory, laid
 * out as ComfyUI's.
 *
 * <p>Every name that reaches this class is taken as hostile. A name resolves only to a place inside
 * its folder, after symbolic links were followed, so that neither {@code ..} nor a link leads out.
 */
public final class FileStore {
  private final Path base;
  private final Map<Folder, Path> roots;

  /** The store under the base directory, its folders created where missing. */
  public FileStore(Path base) {
    this(
        base,
        Map.of(
            Folder.INPUT, base.resolve("input"),
            Folder.OUTPUT, base.resolve("output"),
            Folder.TEMP, base.resolve("temp")));
  }

  /** The store with folders of any place. */
  public FileStore(Path base, Map<Folder, Path> roots) {
    this.base = base.toAbsolutePath().normalize();
    try {
      for (Path root : roots.values()) {
        Files.createDirectories(root);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create the folders under " + base, e);
    }
    this.roots = Map.copyOf(roots);
  }

  public Path base() {
    return base;
  }

  public Path root(Folder folder) {
    Path root = roots.get(folder);
    if (root == null) {
      throw new IllegalStateException("no folder " + folder);
    }
    return root.toAbsolutePath().normalize();
  }

  /**
   * The place that a name stands for, which need not exist.
   *
   * @param name relative to the folder, with {@code /}
   * @throws PathEscapeException when it leads out of the folder
   */
  public Path resolve(Folder folder, String name) {
    return resolveWithin(root(folder), name);
  }

  /**
   * The place that a name stands for below any root, which need not exist.
   *
   * @throws PathEscapeException when it leads out of the root
   */
  public static Path resolveWithin(Path root, String name) {
    Path target;
    try {
      target = root.resolve(name).normalize();
    } catch (InvalidPathException e) {
      throw new PathEscapeException(name);
    }
    if (!target.startsWith(root) || !realPath(target).startsWith(realPath(root))) {
      throw new PathEscapeException(name);
    }
    return target;
  }

  /** The path with the links of its existing part followed. */
  private static Path realPath(Path path) {
    Path existing = path;
    while (existing != null && !Files.exists(existing, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
      existing = existing.getParent();
    }
    if (existing == null) {
      return path;
    }
    try {
      return existing.toRealPath().resolve(existing.relativize(path)).normalize();
    } catch (IOException e) {
      throw new PathEscapeException(path.toString());
    }
  }

  /**
   * Chooses the place for files to save.
   *
   * @param prefix as the user wrote it: {@code sub/name}, with tokens such as {@code %year%}; a
   *     separator at its end does not count
   * @param width of the first picture in pixels, for {@code %width%}; 0 when it is no picture
   * @param height likewise
   * @throws PathEscapeException when the prefix leads out of the folder
   */
  public SavePath nextSavePath(Folder folder, String prefix, int width, int height) {
    String name = replaceTokens(prefix, width, height, LocalDateTime.now(ZoneId.systemDefault()));
    Path root = root(folder);
    Path target = resolveWithin(root, name.isEmpty() ? "." : name);
    Path parent = target.getParent();
    Path directory = parent == null || target.equals(root) ? root : parent;
    String base = target.equals(root) ? "." : String.valueOf(target.getFileName());
    try {
      Files.createDirectories(directory);
      String subfolder = root.relativize(directory).toString().replace('\\', '/');
      return new SavePath(folder, directory, subfolder, base, nextCounter(directory, base));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String replaceTokens(String prefix, int width, int height, LocalDateTime now) {
    if (prefix.indexOf('%') < 0) {
      return prefix;
    }
    return prefix
        .replace("%width%", Integer.toString(width))
        .replace("%height%", Integer.toString(height))
        .replace("%year%", Integer.toString(now.getYear()))
        .replace("%month%", twoDigits(now.getMonthValue()))
        .replace("%day%", twoDigits(now.getDayOfMonth()))
        .replace("%hour%", twoDigits(now.getHour()))
        .replace("%minute%", twoDigits(now.getMinute()))
        .replace("%second%", twoDigits(now.getSecond()));
  }

  private static String twoDigits(int value) {
    return String.format(Locale.ROOT, "%02d", value);
  }

  /** One more than the highest number among the files {@code <prefix>_<number>_…}. */
  private static long nextCounter(Path directory, String prefix) throws IOException {
    String start = prefix + "_";
    long highest = 0;
    // Folders of results grow large; listing bare names is several times faster than paths.
    String[] names = directory.toFile().list((folder, name) -> name.startsWith(start));
    if (names == null) {
      throw new NotDirectoryException(directory.toString());
    }
    for (String name : names) {
      highest = Math.max(highest, number(name.substring(start.length())));
    }
    return highest + 1;
  }

  private static long number(String rest) {
    int end = rest.indexOf('_');
    String digits = end < 0 ? rest : rest.substring(0, end);
    if (digits.isEmpty() || digits.length() > 18 || !digits.chars().allMatch(Character::isDigit)) {
      return 0;
    }
    return Long.parseLong(digits);
  }

  /**
   * Stores a file.
   *
   * @param subfolder relative to the folder, created where missing; empty for the folder itself
   * @param name of the file
   * @param overwrite whether a file of this name gives way; else one of equal content is left as it
   *     is, and one of other content makes the new file {@code name (1)}, {@code name (2)} …
   * @param content a file with the content, which is moved away or left to the caller
   * @return the name under which the content is found
   * @throws PathEscapeException when the place is outside the folder
   * @throws UnusableNameException when something else has the place
   */
  public synchronized String store(
      Folder folder, String subfolder, String name, Path content, boolean overwrite)
      throws IOException {
    Path directory = subfolder.isEmpty() ? root(folder) : resolve(folder, subfolder);
    UploadName wanted = new UploadName(subfolder, name);
    Path target = resolveWithin(root(folder), directory + "/" + name);
    NamedFolder.create(directory);
    if (overwrite && Files.isDirectory(target)) {
      throw new UnusableNameException("There is a folder of this name.");
    }
    String chosen = name;
    for (int i = 1; !overwrite && Files.exists(target); i++) {
      if (Files.isRegularFile(target) && Files.mismatch(target, content) < 0) {
        return chosen;
      }
      chosen = wanted.numbered(i);
      target = resolveWithin(root(folder), directory + "/" + chosen);
    }
    AtomicFiles.move(content, target);
    return chosen;
  }

  /** Stores a file whose content is in memory. */
  public String store(
      Folder folder, String subfolder, String name, byte[] content, boolean overwrite)
      throws IOException {
    Path unfinished = spool();
    try {
      write(unfinished, content);
      return store(folder, subfolder, name, unfinished, overwrite);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  private static void write(Path file, byte[] content) throws IOException {
    try {
      Files.write(file, content);
    } catch (IOException e) {
      throw DiskFullException.explain(file, e);
    }
  }

  /** A new empty file for something that is on its way to {@link #store}. */
  public Path spool() throws IOException {
    Path file = root(Folder.TEMP).resolve(".spool" + UUID.randomUUID());
    try {
      return Files.createFile(file);
    } catch (IOException e) {
      throw DiskFullException.explain(file, e);
    }
  }

  /** Removes everything in the folder for temporary files. */
  public void clearTemp() throws IOException {
    try (Stream<Path> paths = Files.walk(root(Folder.TEMP))) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        if (!path.equals(root(Folder.TEMP))) {
          Files.deleteIfExists(path);
        }
      }
    }
  }

  /** Names of all files directly in a folder, sorted. */
  public List<String> names(Folder folder) {
    try (Stream<Path> files = Files.walk(root(folder), 1, FileVisitOption.FOLLOW_LINKS)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> String.valueOf(file.getFileName()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Names of all files directly in a folder, the latest first; hidden ones are left out. */
  public List<String> newestFirst(Folder folder) {
    try (Stream<Path> files = Files.list(root(folder))) {
      return files
          .filter(file -> Files.isRegularFile(file))
          .filter(file -> !String.valueOf(file.getFileName()).startsWith("."))
          .sorted(Comparator.comparingLong(FileStore::lastChange).reversed())
          .map(file -> String.valueOf(file.getFileName()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** In milliseconds since 1970; 0 for a file that has just gone. */
  private static long lastChange(Path file) {
    try {
      return Files.getLastModifiedTime(file).toMillis();
    } catch (IOException e) {
      return 0;
    }
  }
}

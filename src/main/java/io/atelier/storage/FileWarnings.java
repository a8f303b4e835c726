package io.atelier.storage;

import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The faults of files that people keep, as of when each was last read. New ones are logged; a file
 * that was mended leaves the list.
 */
public final class FileWarnings {
  private static final System.Logger LOG = System.getLogger(FileWarnings.class.getName());
  private static final int MOST_FILES = 100;

  private final Map<Path, List<FileWarning>> byFile = new LinkedHashMap<>();

  /** Takes note of how a file was found; no warnings when all of it could be used. */
  public synchronized void set(Path file, List<FileWarning> warnings) {
    List<FileWarning> known = byFile.getOrDefault(file, List.of());
    warnings.stream()
        .filter(warning -> !known.contains(warning))
        .forEach(warning -> LOG.log(Level.WARNING, warning.toString()));
    if (warnings.isEmpty()) {
      byFile.remove(file);
    } else if (byFile.size() < MOST_FILES || byFile.containsKey(file)) {
      byFile.put(file, List.copyOf(warnings));
    }
  }

  /** A file of which all could be used. */
  public void clear(Path file) {
    set(file, List.of());
  }

  /** A file of which nothing could be used. */
  public void unreadable(Path file, String reason) {
    set(file, List.of(new FileWarning(file, 0, reason)));
  }

  /** All faults, by file in the order in which they were found. */
  public synchronized List<FileWarning> all() {
    List<FileWarning> all = new ArrayList<>();
    byFile.values().forEach(all::addAll);
    return all;
  }
}

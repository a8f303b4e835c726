package io.atelier.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Creation of folders that a client's name brings. */
final class NamedFolder {
  private NamedFolder() {}

  /**
   * Creates a folder with those that it is in, where missing.
   *
   * @throws UnusableNameException when one of them is there as a file
   */
  static void create(Path folder) throws IOException {
    for (Path place = folder; place != null; place = place.getParent()) {
      if (Files.exists(place) && !Files.isDirectory(place)) {
        throw new UnusableNameException("A folder of the name is a file.");
      }
    }
    Files.createDirectories(folder);
  }
}

package io.atelier.storage;

import java.util.Locale;
import java.util.Optional;

/** The folders that clients name by a type. */
public enum Folder {
  INPUT,
  OUTPUT,
  TEMP;

  /** The name on the wire: {@code input}, {@code output}, {@code temp}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The folder of this name, if there is one. */
  public static Optional<Folder> of(String wireName) {
    for (Folder folder : values()) {
      if (folder.wireName().equals(wireName)) {
        return Optional.of(folder);
      }
    }
    return Optional.empty();
  }
}

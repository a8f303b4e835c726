package io.atelier.storage;

import java.util.Arrays;
import java.util.Optional;

/**
 * A file name as clients write it, which may say its folder: {@code sub/a.png [output]}.
 *
 * @param name relative to the folder; hostile until {@link FileStore#resolve} has seen it
 */
public record FileName(Folder folder, String name) {
  /** The file that the text names, in {@code otherwise} when it does not say a folder. */
  public static FileName parse(String text, Folder otherwise) {
    for (Folder folder : Folder.values()) {
      String suffix = "[" + folder.wireName() + "]";
      if (text.endsWith(suffix)) {
        int end = Math.max(0, text.length() - suffix.length() - 1);
        return new FileName(folder, text.substring(0, end));
      }
    }
    return new FileName(otherwise, text);
  }

  /** The folder that the text says itself, if it does. */
  public static Optional<Folder> annotation(String text) {
    for (Folder folder : Folder.values()) {
      if (text.endsWith("[" + folder.wireName() + "]")) {
        return Optional.of(folder);
      }
    }
    return Optional.empty();
  }

  /**
   * Whether a name has {@code ..} as one of its parts, by which it would lead upwards; two dots
   * within a part are nothing special.
   */
  public static boolean climbs(String name) {
    return Arrays.asList(name.split("[/\\\\]", -1)).contains("..");
  }
}

package io.atelier.storage;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The name under which a client wants a file stored, once it has been found usable on every
 * platform; {@code docs/security.md} has the rules.
 *
 * @param subfolder the folders that the name itself brings, with {@code /}; empty for none
 * @param name of the file, without folders
 */
public record UploadName(String subfolder, String name) {
  /** Most bytes of a part in UTF-8: what file systems take. */
  static final int MOST_BYTES = 255;

  private static final int MOST_CHARACTERS = 1_000;

  /** What browsers of old gave: the file's place on their own machine. */
  private static final Pattern FOREIGN_PLACE =
      Pattern.compile("[A-Za-z]:[/\\\\].*", Pattern.DOTALL);

  /**
   * Reads a name.
   *
   * @param text as the client wrote it: {@code /} and {@code \\} part folders
   * @throws PathEscapeException when it is absolute or has {@code ..} as a part
   * @throws UnusableNameException when a part of it cannot be the name of a file
   */
  public static UploadName parse(String text) {
    String name = text.replace('\\', '/');
    if (FOREIGN_PLACE.matcher(name).matches()) {
      name = name.substring(name.lastIndexOf('/') + 1);
    }
    if (name.startsWith("/") || FileName.climbs(name)) {
      throw new PathEscapeException(text);
    }
    if (name.isEmpty() || name.endsWith("/")) {
      throw new UnusableNameException("The file has no name.");
    }
    List<String> parts = new ArrayList<>(parts(name));
    String last = parts.isEmpty() ? "." : parts.remove(parts.size() - 1);
    if (name.endsWith("/.") || last.equals(".")) {
      throw new UnusableNameException("The file has no name.");
    }
    return new UploadName(String.join("/", parts), last);
  }

  /**
   * Checks the parts of a folder's name; where it leads is not looked at.
   *
   * @return the name, its parts separated by {@code /}
   * @throws UnusableNameException when a part of it cannot be the name of a folder
   */
  public static String folder(String text) {
    String name = text.replace('\\', '/');
    parts(name);
    return name;
  }

  /** The parts that say something, each checked. */
  private static List<String> parts(String name) {
    if (name.length() > MOST_CHARACTERS) {
      throw new UnusableNameException("The name is longer than 1,000 characters.");
    }
    List<String> parts = new ArrayList<>();
    for (String part : name.split("/", -1)) {
      if (!part.isEmpty() && !part.equals(".")) {
        check(part);
        parts.add(part);
      }
    }
    return parts;
  }

  private static void check(String part) {
    if (part.isBlank()) {
      throw new UnusableNameException("A part of the name has nothing but spaces.");
    }
    if (part.chars().anyMatch(Character::isISOControl)) {
      throw new UnusableNameException("The name has a control character.");
    }
    if (!part.equals("..") && (part.endsWith(".") || part.endsWith(" "))) {
      throw new UnusableNameException("A part of the name ends with a dot or a space.");
    }
    if (bytes(part) > MOST_BYTES) {
      throw new UnusableNameException("A part of the name is longer than 255 bytes.");
    }
  }

  private static int bytes(String part) {
    try {
      return StandardCharsets.UTF_8.newEncoder().encode(java.nio.CharBuffer.wrap(part)).limit();
    } catch (CharacterCodingException e) {
      throw new UnusableNameException("The name has half a character.");
    }
  }

  /** The name with a number, shortened where it would be too long: {@code a (1).png}. */
  String numbered(int number) {
    int dot = name.lastIndexOf('.');
    String stem = dot <= 0 ? name : name.substring(0, dot);
    String ending = " (" + number + ")" + (dot <= 0 ? "" : name.substring(dot));
    while (bytes(stem + ending) > MOST_BYTES && !stem.isEmpty()) {
      stem = stem.substring(0, stem.offsetByCodePoints(stem.length(), -1));
    }
    if (stem.isEmpty()) {
      throw new UnusableNameException("The ending of the name is too long.");
    }
    return stem + ending;
  }
}

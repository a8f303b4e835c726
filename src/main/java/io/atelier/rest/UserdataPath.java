package io.atelier.rest;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a POST below {@code userdata/} is about: a file to write, or one to move and its new place.
 * Clients send names as one part, slashes encoded; proxies decode these, so that a name may have
 * several parts, and {@code move} may be one of them.
 *
 * @param destination null when the file is to be written
 */
record UserdataPath(String file, @Nullable String destination) {
  private static final String PREFIX = "userdata/";
  private static final String MOVE = "move";

  /**
   * Reads a path. A request without content that has {@code move} in the middle moves, and so does
   * one with content when it says {@code move} behind a file that is there; any other writes.
   *
   * @param path encoded, from {@code userdata/} on
   * @param isFile whether there is a file of a name
   * @param empty whether the request has no content
   */
  static UserdataPath of(String path, Predicate<String> isFile, boolean empty) {
    List<String> parts = parts(path);
    UserdataPath first = null;
    for (int i = 1; i < parts.size() - 1; i++) {
      if (parts.get(i).equals(MOVE)) {
        UserdataPath move =
            new UserdataPath(name(parts.subList(0, i)), name(parts.subList(i + 1, parts.size())));
        if (isFile.test(move.file())) {
          return move;
        }
        first = first == null ? move : first;
      }
    }
    return first != null && empty ? first : new UserdataPath(name(parts), null);
  }

  /** The name of the file that a path is about when it is about one alone. */
  static String name(String path) {
    return name(parts(path));
  }

  private static List<String> parts(String path) {
    return Arrays.asList(path.substring(path.indexOf(PREFIX) + PREFIX.length()).split("/", -1));
  }

  /** Some clients encode names twice. */
  private static String name(List<String> parts) {
    String once = decoded(String.join("/", parts));
    return once.indexOf('%') < 0 ? once : decoded(once);
  }

  /** What is no encoding stays as it is. */
  private static String decoded(String name) {
    try {
      return URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return name;
    }
  }
}

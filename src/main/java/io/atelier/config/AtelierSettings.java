package io.atelier.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The settings as the server uses them.
 *
 * @param maxUploadBytes the largest request body
 * @param corsOrigin empty when pages from elsewhere may not use the server
 * @param parallelism nodes that may compute at a time; at least 1
 */
public record AtelierSettings(
    Path baseDirectory,
    long maxUploadBytes,
    Optional<String> corsOrigin,
    CacheKind cache,
    int parallelism) {
  private static final double MEBIBYTE = 1 << 20;

  /**
   * What is kept of node results.
   *
   * @param amount entries for LRU, GiB for RAM
   */
  public record CacheKind(Type type, double amount) {
    /** The kinds of cache. */
    public enum Type {
      CLASSIC,
      LRU,
      RAM,
      NONE
    }

    static CacheKind parse(String text) {
      String[] parts = text.strip().split(":", 2);
      double amount = parts.length == 2 ? Double.parseDouble(parts[1].strip()) : 0;
      return switch (parts[0].strip()) {
        case "classic" -> new CacheKind(Type.CLASSIC, 0);
        case "lru" -> new CacheKind(Type.LRU, amount);
        case "ram" -> new CacheKind(Type.RAM, parts.length == 2 ? amount : 2);
        case "none" -> new CacheKind(Type.NONE, 0);
        default -> throw new IllegalArgumentException("no such cache: " + text);
      };
    }
  }

  /**
   * Reads all settings.
   *
   * @param source the value given for a property, or null
   * @throws IllegalArgumentException naming the setting whose value is wrong
   */
  public static AtelierSettings read(Function<String, @Nullable String> source) {
    return new AtelierSettings(
        value(source, Setting.BASE_DIRECTORY, AtelierSettings::path),
        value(
            source,
            Setting.MAX_UPLOAD_SIZE,
            text -> Math.round(Double.parseDouble(text) * MEBIBYTE)),
        value(source, Setting.CORS_ORIGIN, Optional::of).filter(origin -> !origin.isEmpty()),
        value(source, Setting.CACHE, CacheKind::parse),
        value(source, Setting.PARALLELISM, AtelierSettings::processors));
  }

  private static <T> T value(
      Function<String, @Nullable String> source, Setting setting, Function<String, T> parser) {
    String given = source.apply(setting.property());
    try {
      return parser.apply(given == null ? setting.byDefault() : given);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          setting.environmentVariable() + " is \"" + given + "\": " + e.getMessage(), e);
    }
  }

  private static Path path(String text) {
    try {
      return Path.of(text).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("not a path", e);
    }
  }

  private static int processors(String text) {
    int given = Integer.parseInt(text.strip());
    return given > 0 ? given : Runtime.getRuntime().availableProcessors();
  }
}

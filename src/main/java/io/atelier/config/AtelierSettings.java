package io.atelier.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The settings as the server uses them.
 *
 * @param maxUploadBytes the largest request body
 * @param corsOrigin empty when pages from elsewhere may not use the server
 * @param parallelism nodes that may compute at a time; at least 1
 * @param previews how clients see the state of sampling
 * @param allowedHosts names by which the server may be addressed, lower case; {@code *} for any
 * @param multiUser whether clients choose a profile
 * @param frontendRoot the folder served at {@code /} instead of our own page
 * @param extraModelPaths the file of further model folders, which need not exist
 * @param queue how prompts are kept and scheduled
 * @param retention how long files are kept
 * @param jsonLog whether the log is written as JSON
 */
public record AtelierSettings(
    Path baseDirectory,
    long maxUploadBytes,
    Optional<String> corsOrigin,
    CacheKind cache,
    int parallelism,
    PreviewMethod previews,
    Set<String> allowedHosts,
    boolean multiUser,
    Optional<Path> frontendRoot,
    Path extraModelPaths,
    QueueSettings queue,
    RetentionSettings retention,
    boolean jsonLog) {
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
    Path base = value(source, Setting.BASE_DIRECTORY, AtelierSettings::path);
    return new AtelierSettings(
        base,
        value(
            source,
            Setting.MAX_UPLOAD_SIZE,
            text -> Math.round(Double.parseDouble(text) * MEBIBYTE)),
        value(source, Setting.CORS_ORIGIN, AtelierSettings::headerValue),
        value(source, Setting.CACHE, CacheKind::parse),
        value(source, Setting.PARALLELISM, AtelierSettings::processors),
        value(source, Setting.PREVIEW_METHOD, PreviewMethod::named),
        value(source, Setting.ALLOWED_HOSTS, AtelierSettings::hosts),
        value(source, Setting.MULTI_USER, AtelierSettings::flag),
        value(source, Setting.FRONTEND_ROOT, AtelierSettings::optionalPath),
        value(source, Setting.EXTRA_MODEL_PATHS, AtelierSettings::optionalPath)
            .orElse(base.resolve("extra_model_paths.yaml")),
        QueueSettings.read(source),
        RetentionSettings.read(source),
        value(source, Setting.LOG_FORMAT, AtelierSettings::isJson));
  }

  static <T> T value(
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

  static Optional<Path> optionalPath(String text) {
    return text.isBlank() ? Optional.empty() : Optional.of(path(text.strip()));
  }

  /** A value that goes into a header as it is: nothing that would begin another header. */
  private static Optional<String> headerValue(String text) {
    if (text.chars().anyMatch(c -> c < 0x20 || c > 0x7e)) {
      throw new IllegalArgumentException("it has a line break or another unprintable character");
    }
    return text.isBlank() ? Optional.empty() : Optional.of(text.strip());
  }

  private static Set<String> hosts(String text) {
    return Arrays.stream(text.split(","))
        .map(host -> host.strip().toLowerCase(Locale.ROOT))
        .filter(host -> !host.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  static boolean flag(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "true", "1", "yes", "on" -> true;
      case "false", "0", "no", "off", "" -> false;
      default -> throw new IllegalArgumentException("neither true nor false");
    };
  }

  private static boolean isJson(String text) {
    return switch (text.strip()) {
      case "json" -> true;
      case "text" -> false;
      default -> throw new IllegalArgumentException("neither text nor json");
    };
  }

  private static int processors(String text) {
    int given = Integer.parseInt(text.strip());
    return given > 0 ? given : Runtime.getRuntime().availableProcessors();
  }
}

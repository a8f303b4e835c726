package io.atelier.config;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where prompts run.
 *
 * @param devices what networks are computed on, each by a worker process of its own; never empty
 * @param modelBytes of loaded models that a worker process keeps at most; 0 for its share of the
 *     machine's memory
 * @param libraries the folder of the LibTorch jars, when it is not the WAR's
 * @param retry whether a prompt whose worker process died is run once more
 * @param javaOptions options of the worker process's JVM
 */
public record WorkerSettings(
    Kind kind,
    List<String> devices,
    long modelBytes,
    Optional<Path> libraries,
    boolean retry,
    List<String> javaOptions) {
  private static final long GIBIBYTE = 1L << 30;
  private static final int MAX_GIBIBYTES = 1 << 20;
  private static final Pattern DEVICE = Pattern.compile("auto|cpu|cuda:\\d{1,2}");

  /** Where a prompt may run. */
  public enum Kind {
    /** In a process when LibTorch is there, else embedded. */
    AUTO,
    EMBEDDED,
    PROCESS
  }

  /**
   * Reads the settings.
   *
   * @param source the value given for a property, or null
   * @throws IllegalArgumentException naming the setting whose value is wrong
   */
  public static WorkerSettings read(Function<String, @Nullable String> source) {
    return new WorkerSettings(
        AtelierSettings.value(source, Setting.WORKER, WorkerSettings::kind),
        AtelierSettings.value(source, Setting.DEVICES, WorkerSettings::devices),
        AtelierSettings.value(source, Setting.MODEL_MEMORY, WorkerSettings::gibibytes),
        AtelierSettings.value(source, Setting.WORKER_LIBRARIES, AtelierSettings::optionalPath),
        AtelierSettings.value(source, Setting.WORKER_RETRY, WorkerSettings::retry),
        AtelierSettings.value(source, Setting.WORKER_JAVA_OPTS, WorkerSettings::words));
  }

  private static Kind kind(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "auto" -> Kind.AUTO;
      case "embedded" -> Kind.EMBEDDED;
      case "process" -> Kind.PROCESS;
      default -> throw new IllegalArgumentException("neither auto, embedded nor process");
    };
  }

  private static List<String> devices(String text) {
    List<String> names =
        Arrays.stream(text.toLowerCase(Locale.ROOT).split(",")).map(String::strip).toList();
    for (String name : names) {
      if (!DEVICE.matcher(name).matches()) {
        throw new IllegalArgumentException(
            "\"" + name + "\" is neither auto, cpu nor cuda:<number>");
      }
    }
    return names;
  }

  private static long gibibytes(String text) {
    double given = Double.parseDouble(text.strip());
    if (!(given >= 0 && given <= MAX_GIBIBYTES)) {
      throw new IllegalArgumentException("not from 0 to " + MAX_GIBIBYTES);
    }
    return (long) (given * GIBIBYTE);
  }

  private static boolean retry(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "fail" -> false;
      case "retry" -> true;
      default -> throw new IllegalArgumentException("neither fail nor retry");
    };
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.strip().split("\\s+")).filter(word -> !word.isEmpty()).toList();
  }
}

package io.atelier.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Further model folders from a file in the format of ComfyUI's {@code extra_model_paths.yaml}:
 * sections of kinds with one path a line, relative to the section's {@code base_path}; {@code
 * is_default} puts them first.
 */
public final class ExtraModelPaths {
  private static final Map<String, String> OLD_NAMES =
      Map.of("unet", "diffusion_models", "clip", "text_encoders");
  private static final Pattern VARIABLE = Pattern.compile("\\$(?:\\{(\\w+)}|(\\w+))");

  private ExtraModelPaths() {}

  /**
   * A folder for models.
   *
   * @param first whether it goes before the folders that are known already
   */
  public record Entry(String kind, Path folder, boolean first) {}

  /**
   * The folders that the file names, in its order; none when there is no file.
   *
   * @throws IllegalArgumentException when the file is not of the format, saying where
   */
  public static List<Entry> read(Path file) throws IOException {
    return read(file, System::getenv);
  }

  static List<Entry> read(Path file, UnaryOperator<@Nullable String> environment)
      throws IOException {
    if (!Files.isRegularFile(file)) {
      return List.of();
    }
    List<Entry> entries = new ArrayList<>();
    for (Map.Entry<?, ?> section : mapping(file, parse(file)).entrySet()) {
      if (section.getValue() != null) {
        addSection(file, mapping(file, section.getValue()), environment, entries);
      }
    }
    return entries;
  }

  /** Plain values alone; nothing in the file can name a Java class. */
  private static @Nullable Object parse(Path file) throws IOException {
    LoadSettings settings =
        LoadSettings.builder().setLabel(String.valueOf(file.getFileName())).build();
    try {
      Object document = new Load(settings).loadFromString(Files.readString(file));
      return document == null ? Map.of() : document;
    } catch (YamlEngineException e) {
      throw new IllegalArgumentException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static Map<?, ?> mapping(Path file, @Nullable Object value) {
    if (value instanceof Map<?, ?> mapping) {
      return mapping;
    }
    throw new IllegalArgumentException(file + " is to have sections with names and paths");
  }

  private static void addSection(
      Path file,
      Map<?, ?> section,
      UnaryOperator<@Nullable String> environment,
      List<Entry> entries) {
    Path beside = file.toAbsolutePath().normalize().resolveSibling("");
    Object base = section.get("base_path");
    Path start =
        base == null ? beside : beside.resolve(expand(String.valueOf(base).strip(), environment));
    boolean first = Boolean.TRUE.equals(section.get("is_default"));
    for (Map.Entry<?, ?> member : section.entrySet()) {
      String kind = String.valueOf(member.getKey());
      if (kind.equals("base_path") || kind.equals("is_default") || member.getValue() == null) {
        continue;
      }
      for (String line : String.valueOf(member.getValue()).split("\n", -1)) {
        if (!line.isBlank()) {
          Path folder = start.resolve(line.strip()).normalize();
          entries.add(new Entry(OLD_NAMES.getOrDefault(kind, kind), folder, first));
        }
      }
    }
  }

  /** Replaces {@code ~} and environment variables that are set. */
  private static String expand(String path, UnaryOperator<@Nullable String> environment) {
    String home = System.getProperty("user.home", "");
    String start = path.equals("~") || path.startsWith("~/") ? home + path.substring(1) : path;
    return VARIABLE
        .matcher(start)
        .replaceAll(
            match -> {
              String name = match.group(1) == null ? match.group(2) : match.group(1);
              String value = environment.apply(name);
              return Matcher.quoteReplacement(value == null ? match.group() : value);
            });
  }
}

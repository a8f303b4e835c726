package io.atelier.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/**
 * Further model folders from a file in the format of ComfyUI's {@code extra_model_paths.yaml}:
 * sections of kinds with one path a line or a list of paths, relative to the section's {@code
 * base_path}; {@code is_default} puts them first. What is wrong in the file is told of, and the
 * rest counts.
 */
public final class ExtraModelPaths {
  private static final int MOST_BYTES = 1 << 20;

  private final Path file;
  private final PathVariables variables;
  private final List<Entry> entries = new ArrayList<>();
  private final List<FileWarning> warnings = new ArrayList<>();

  private ExtraModelPaths(Path file, UnaryOperator<@Nullable String> environment) {
    this.file = file;
    this.variables = new PathVariables(environment);
  }

  /**
   * A folder for models.
   *
   * @param first whether it goes before the folders that are known already
   */
  public record Entry(String kind, Path folder, boolean first) {}

  /** The folders that a file names, in its order, and what could not be used of it. */
  public record Reading(List<Entry> entries, List<FileWarning> warnings) {}

  /** Reads the file; it need not exist. */
  public static Reading read(Path file) {
    return read(file, System::getenv);
  }

  static Reading read(Path file, UnaryOperator<@Nullable String> environment) {
    ExtraModelPaths reader = new ExtraModelPaths(file, environment);
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      reader.readFile();
    }
    return new Reading(List.copyOf(reader.entries), List.copyOf(reader.warnings));
  }

  private void warn(String reason, int line) {
    warnings.add(new FileWarning(file, line, reason));
  }

  private void readFile() {
    if (!Files.isRegularFile(file)) {
      warn("is no file", 0);
      return;
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        warn("is too large for a list of folders", 0);
      } else {
        readText(Encodings.decode(bytes));
      }
    } catch (IOException e) {
      warn("cannot be read: " + e.getMessage(), 0);
    }
  }

  private void readText(Encodings.Decoded decoded) {
    if (decoded.guessed()) {
      warn("is not UTF-8 and was read as " + decoded.charset(), firstForeign(decoded.text()));
    }
    TolerantYaml yaml = new TolerantYaml(decoded.text(), this::warn);
    yaml.read().ifPresent(document -> readDocument(document, yaml));
  }

  /** The line of the first character that is not ASCII, from 1. */
  private static int firstForeign(String text) {
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).chars().anyMatch(c -> c > 0x7F)) {
        return i + 1;
      }
    }
    return 0;
  }

  private void readDocument(Node document, TolerantYaml yaml) {
    if (!(document instanceof MappingNode sections)) {
      if (!ModelPathSection.isNothing(document)) {
        warn("is to have sections with names and paths", ModelPathSection.line(document));
      }
      return;
    }
    Map<String, Integer> seen = new HashMap<>();
    for (NodeTuple section : sections.getValue()) {
      int line = ModelPathSection.line(section.getKeyNode());
      String name = ModelPathSection.key(section.getKeyNode());
      Integer before = seen.put(name, line);
      if (before != null) {
        warn("section " + name + " is in line " + before + " already", line);
      }
      if (section.getValueNode() instanceof MappingNode members) {
        boolean baseLost = yaml.leftOut(line, "base_path");
        Path beside = file.toAbsolutePath().normalize().resolveSibling("");
        entries.addAll(
            new ModelPathSection(members, baseLost ? null : beside, variables, this::warn).read());
      } else if (!yaml.leftOut(line)) {
        warn(
            ModelPathSection.isNothing(section.getValueNode())
                ? "section " + name + " is empty"
                : name + " is to be a section with names and paths",
            line);
      }
    }
  }
}

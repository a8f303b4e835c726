package io.atelier.storage;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** One section of a file with model folders: kinds with paths below a base path. */
final class ModelPathSection {
  private static final String BASE_PATH = "base_path";
  private static final String IS_DEFAULT = "is_default";
  private static final Map<String, String> OLD_NAMES =
      Map.of("unet", "diffusion_models", "clip", "text_encoders");
  private static final List<String> YES = List.of("true", "yes", "on", "1");
  private static final List<String> NO = List.of("false", "no", "off", "0", "");
  private static final List<Tag> TAGS =
      List.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.SEQ, Tag.MAP, Tag.NULL);

  private final MappingNode members;
  private final PathVariables variables;
  private final ObjIntConsumer<String> faults;
  private final List<ExtraModelPaths.Entry> entries = new ArrayList<>();
  private @Nullable Path base;
  private boolean first;

  /** A path as it is written, and its line. */
  private record Line(String text, int number) {}

  /**
   * @param beside what paths are relative to without a base path; null when nobody knows
   * @param faults is told what is left out, and its line
   */
  ModelPathSection(
      MappingNode members,
      @Nullable Path beside,
      PathVariables variables,
      ObjIntConsumer<String> faults) {
    this.members = members;
    this.base = beside;
    this.variables = variables;
    this.faults = faults;
  }

  /** The folders that the section names, in its order. */
  List<ExtraModelPaths.Entry> read() {
    Map<String, Integer> seen = new HashMap<>();
    for (NodeTuple member : members.getValue()) {
      String key = key(member.getKeyNode());
      Integer before = seen.put(key, line(member.getKeyNode()));
      if (before != null) {
        faults.accept(key + " is in line " + before + " already", line(member.getKeyNode()));
      }
      if (key.equals(BASE_PATH)) {
        readBase(member.getValueNode());
      } else if (key.equals(IS_DEFAULT)) {
        readDefault(member.getValueNode());
      }
    }
    for (NodeTuple member : members.getValue()) {
      String key = key(member.getKeyNode());
      if (!key.isEmpty() && !key.equals(BASE_PATH) && !key.equals(IS_DEFAULT)) {
        paths(key, member.getValueNode()).forEach(path -> add(key, path));
      }
    }
    return entries;
  }

  /** The text of a key; empty when it is none. */
  static String key(Node node) {
    return node instanceof ScalarNode scalar ? scalar.getValue().strip() : "";
  }

  /** The line where a node begins, from 1. */
  static int line(Node node) {
    return node.getStartMark().map(Mark::getLine).orElse(-1) + 1;
  }

  /** Whether a value is left empty, or {@code null}. */
  static boolean isNothing(Node node) {
    return node.getTag().equals(Tag.NULL);
  }

  private void readBase(Node value) {
    List<Line> lines = paths(BASE_PATH, value);
    base = lines.size() == 1 && base != null ? resolve(lines.get(0)).orElse(null) : null;
    if (lines.size() > 1) {
      faults.accept("base_path is to be one path", line(value));
    }
  }

  private void readDefault(Node value) {
    String word = key(value).toLowerCase(Locale.ROOT);
    if (YES.contains(word)) {
      first = true;
    } else if (!(value instanceof ScalarNode) || !NO.contains(word)) {
      faults.accept("is_default is to be true or false", line(value));
    }
  }

  private List<Line> paths(String key, Node value) {
    List<Line> lines = new ArrayList<>();
    if (value instanceof SequenceNode list && TAGS.contains(list.getTag())) {
      list.getValue().forEach(item -> addLines(key, item, lines));
    } else {
      addLines(key, value, lines);
    }
    return lines;
  }

  private void addLines(String key, Node value, List<Line> lines) {
    if (!(value instanceof ScalarNode scalar) || !TAGS.contains(value.getTag())) {
      faults.accept(key + " is to be a path or a list of paths", line(value));
    } else if (isNothing(scalar) || scalar.getValue().isBlank()) {
      faults.accept(key + " has no path", line(value));
    } else {
      int number = line(value) + (scalar.getScalarStyle().toString().matches("[|>]") ? 1 : 0);
      for (String text : scalar.getValue().split("\n", -1)) {
        if (!text.isBlank()) {
          lines.add(new Line(text.strip(), number));
        }
        number++;
      }
    }
  }

  private void add(String kind, Line path) {
    String name = OLD_NAMES.getOrDefault(kind, kind);
    Optional<Path> folder = resolve(path);
    if (folder.filter(Files::isRegularFile).isPresent()) {
      faults.accept(path.text() + " is a file, not a folder", path.number());
    } else {
      folder.ifPresent(found -> entries.add(new ExtraModelPaths.Entry(name, found, first)));
    }
  }

  private Optional<Path> resolve(Line path) {
    variables
        .unset(path.text())
        .ifPresent(name -> faults.accept("the variable " + name + " is not set", path.number()));
    try {
      Path expanded = Path.of(variables.expand(path.text()));
      if (File.separatorChar == '/' && path.text().matches("[A-Za-z]:[\\\\/].*|\\\\\\\\.*")) {
        faults.accept(path.text() + " is a path of Windows", path.number());
      } else if (expanded.isAbsolute()) {
        return Optional.of(expanded.normalize());
      } else if (base == null) {
        faults.accept(path.text() + " is left out, as base_path cannot be used", path.number());
      } else {
        return Optional.of(base.resolve(expanded).normalize());
      }
    } catch (InvalidPathException e) {
      faults.accept("no path: " + e.getReason(), path.number());
    }
    return Optional.empty();
  }
}

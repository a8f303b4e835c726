package io.atelier.nodes;

import io.atelier.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A workflow over fixed input files with what the original computed: a JSON file under {@code
 * nodes/cases/<group>} and the expected arrays in the {@code .npz} beside it.
 */
public record NodeCase(Path file, Map<String, Object> json) {
  private static final String RUN_WORD = "CONFRUN";

  /** The cases of a group, which must be exactly those of the named classes. */
  static List<NodeCase> ofGroup(String group, Set<String> classes) {
    try (Stream<Path> files = Files.list(resource("nodes/cases/" + group))) {
      List<NodeCase> cases =
          files.filter(f -> f.toString().endsWith(".json")).sorted().map(NodeCase::read).toList();
      Set<String> recorded =
          cases.stream().map(NodeCase::nodeClass).collect(Collectors.toCollection(TreeSet::new));
      if (!recorded.equals(new TreeSet<>(classes))) {
        throw new AssertionError("cases of " + recorded + " are there, wanted are " + classes);
      }
      return cases;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Path resource(String name) {
    URL url = Objects.requireNonNull(NodeCase.class.getResource("/" + name), name);
    try {
      return Path.of(url.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static NodeCase read(Path file) {
    try {
      String text = Files.readString(file).replace(RUN_WORD, "run");
      return new NodeCase(file, map(Json.parse(text)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> map(@Nullable Object json) {
    return (Map<String, Object>) Objects.requireNonNull(json);
  }

  @SuppressWarnings("unchecked")
  static List<Object> list(@Nullable Object json) {
    return (List<Object>) Objects.requireNonNull(json);
  }

  String name() {
    return String.valueOf(json.get("name"));
  }

  String nodeClass() {
    return String.valueOf(json.get("class"));
  }

  /** {@code success}, {@code error} or {@code rejected}. */
  String status() {
    return String.valueOf(json.get("status"));
  }

  Map<String, Object> workflow() {
    return map(json.get("workflow"));
  }

  /** What to look at, by the id of the node that looks. */
  Map<String, Object> expectations() {
    Object expect = json.get("expect");
    return expect == null ? Map.of() : map(expect);
  }

  double tolerance() {
    return json.get("tolerance") instanceof Number n ? n.doubleValue() : 0;
  }

  /** How many values may be off altogether. */
  int allowed() {
    return json.get("allow") instanceof Number n ? n.intValue() : 0;
  }

  /** Whether newer versions succeed where the recorded one failed. */
  boolean maySucceed() {
    return json.containsKey("deviation");
  }

  @Override
  public String toString() {
    return name();
  }
}

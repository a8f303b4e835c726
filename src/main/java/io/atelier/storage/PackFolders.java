package io.atelier.storage;

import io.atelier.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the folders of node packs under {@code custom_nodes} bring besides nodes: scripts for the
 * page ({@code web}), example workflows, translations and sub-graphs. The operator put them there.
 */
public final class PackFolders {
  private static final List<String> WORKFLOW_FOLDERS =
      List.of("example_workflows", "example", "examples", "workflow", "workflows");
  private static final List<String> TRANSLATED =
      List.of("nodeDefs.json", "commands.json", "settings.json");

  private final Path root;
  private final FileWarnings warnings;
  private final JsonFiles json;

  /**
   * @param root the folder of all packs
   * @param warnings is told of files that cannot be read
   */
  public PackFolders(Path root, FileWarnings warnings) {
    this.root = root.toAbsolutePath().normalize();
    this.warnings = warnings;
    this.json = new JsonFiles(warnings);
  }

  private List<Path> packs() {
    return children(root).stream()
        .filter(Files::isDirectory)
        .filter(pack -> !name(pack).startsWith(".") && !name(pack).startsWith("__"))
        .filter(pack -> !name(pack).endsWith(".disabled"))
        .toList();
  }

  /** The names of the example workflows by pack; packs without any are left out. */
  public Map<String, List<String>> workflows() {
    Map<String, List<String>> workflows = new LinkedHashMap<>();
    for (Path pack : packs()) {
      List<String> names = new ArrayList<>();
      for (String folder : WORKFLOW_FOLDERS) {
        jsonFiles(pack.resolve(folder)).forEach(file -> names.add(stem(file)));
      }
      if (!names.isEmpty()) {
        workflows.put(name(pack), names);
      }
    }
    return workflows;
  }

  /**
   * An example workflow of a pack, or a picture beside it.
   *
   * @throws PathEscapeException when a name leads out of the folder
   */
  public Optional<Path> workflow(String pack, String file) {
    Path home = FileStore.resolveWithin(root, pack);
    return WORKFLOW_FOLDERS.stream()
        .map(folder -> FileStore.resolveWithin(home, folder + "/" + file))
        .filter(Files::isRegularFile)
        .findFirst();
  }

  /** The scripts of all packs as paths below {@code /extensions}: {@code Pack/sub/a.js}. */
  public List<String> scripts() {
    List<String> scripts = new ArrayList<>();
    for (Path pack : packs()) {
      FolderListing.of(pack.resolve("web")).files().stream()
          .filter(file -> file.endsWith(".js"))
          .forEach(file -> scripts.add(name(pack) + "/" + file.replace('\\', '/')));
    }
    return scripts;
  }

  /**
   * A file for the page.
   *
   * @param path as {@link #scripts} gives them
   * @throws PathEscapeException when it leads out of the pack
   */
  public Optional<Path> webFile(String path) {
    int slash = path.indexOf('/');
    if (slash <= 0) {
      return Optional.empty();
    }
    Path web = FileStore.resolveWithin(root, path.substring(0, slash)).resolve("web");
    Path file = FileStore.resolveWithin(web, path.substring(slash + 1));
    return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
  }

  /** The translations of all packs by language, later packs laid over earlier ones. */
  public Map<String, Object> translations() {
    Map<String, Object> languages = new LinkedHashMap<>();
    for (Path pack : packs()) {
      for (Path locale : children(pack.resolve("locales"))) {
        if (Files.isDirectory(locale)) {
          Map<String, Object> texts = new LinkedHashMap<>();
          json.read(locale.resolve("main.json")).ifPresent(texts::putAll);
          for (String file : TRANSLATED) {
            json.read(locale.resolve(file))
                .ifPresent(
                    read -> merge(texts, Map.of(file.substring(0, file.indexOf('.')), read)));
          }
          merge(languages, Map.of(name(locale), texts));
        }
      }
    }
    return languages;
  }

  private static void merge(Map<String, Object> into, Map<String, Object> more) {
    more.forEach(
        (key, value) -> {
          if (into.get(key) instanceof Map<?, ?> known && value instanceof Map<?, ?> added) {
            Map<String, Object> both = JsonObject.of(known).map();
            merge(both, JsonObject.of(added).map());
            into.put(key, both);
          } else {
            into.put(key, value);
          }
        });
  }

  /**
   * A sub-graph that a pack offers.
   *
   * @param file with the workflow, JSON
   */
  public record Subgraph(String pack, String name, Path file) {}

  /** The sub-graphs of all packs, as far as they can be read. */
  public List<Subgraph> subgraphs() {
    List<Subgraph> found = new ArrayList<>();
    for (Path pack : packs()) {
      for (Path file : jsonFiles(pack.resolve("subgraphs"))) {
        if (json.read(file).isPresent()) {
          found.add(new Subgraph(name(pack), stem(file), file));
        }
      }
    }
    return found;
  }

  private List<Path> jsonFiles(Path folder) {
    return children(folder).stream()
        .filter(file -> name(file).endsWith(".json") && Files.isRegularFile(file))
        .toList();
  }

  private List<Path> children(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(folder)) {
      return children.sorted().toList();
    } catch (IOException e) {
      warnings.unreadable(folder, "cannot be listed: " + e.getMessage());
      return List.of();
    }
  }

  /** The text of a sub-graph's file. */
  public String text(Subgraph subgraph) throws IOException {
    return Encodings.decode(Files.readAllBytes(subgraph.file())).text();
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  private static String stem(Path file) {
    String name = name(file);
    return name.substring(0, name.lastIndexOf('.'));
  }
}

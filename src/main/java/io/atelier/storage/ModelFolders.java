package io.atelier.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The folders of model files by kind, each with the places where its files may lie. */
public final class ModelFolders {
  private static final Set<String> MODEL_FILES =
      Set.of(".ckpt", ".pt", ".pt2", ".bin", ".pth", ".safetensors", ".pkl", ".sft");
  private static final Set<String> YAML_FILES = Set.of(".yaml");
  private static final Set<String> ALL_FILES = Set.of();

  private final Map<String, Kind> kinds = new LinkedHashMap<>();

  /**
   * One kind of models.
   *
   * @param roots where its files may lie, in order of preference
   * @param extensions of its files, lower case with the dot; empty for all
   */
  public record Kind(List<Path> roots, Set<String> extensions) {}

  /** The kinds that ComfyUI knows, under {@code models} of the base directory. */
  public ModelFolders(Path base) {
    Path models = base.resolve("models");
    add("checkpoints", MODEL_FILES, models.resolve("checkpoints"));
    add("configs", YAML_FILES, models.resolve("configs"));
    add("loras", MODEL_FILES, models.resolve("loras"));
    add("vae", MODEL_FILES, models.resolve("vae"));
    add("text_encoders", MODEL_FILES, models.resolve("text_encoders"), models.resolve("clip"));
    add(
        "diffusion_models",
        MODEL_FILES,
        models.resolve("unet"),
        models.resolve("diffusion_models"));
    for (String name : List.of("clip_vision", "style_models", "embeddings")) {
      add(name, MODEL_FILES, models.resolve(name));
    }
    add("diffusers", ALL_FILES, models.resolve("diffusers"));
    add("vae_approx", MODEL_FILES, models.resolve("vae_approx"));
    add("controlnet", MODEL_FILES, models.resolve("controlnet"), models.resolve("t2i_adapter"));
    for (String name : List.of("gligen", "upscale_models")) {
      add(name, MODEL_FILES, models.resolve(name));
    }
    add("custom_nodes", ALL_FILES, base.resolve("custom_nodes"));
    for (String name : List.of("hypernetworks", "photomaker")) {
      add(name, MODEL_FILES, models.resolve(name));
    }
    add("classifiers", ALL_FILES, models.resolve("classifiers"));
    for (String name : List.of("model_patches", "audio_encoders")) {
      add(name, MODEL_FILES, models.resolve(name));
    }
  }

  private void add(String name, Set<String> extensions, Path... roots) {
    kinds.put(name, new Kind(List.of(roots), extensions));
  }

  /** Creates the folders that are missing. */
  public void create() throws IOException {
    for (Kind kind : kinds.values()) {
      for (Path root : kind.roots()) {
        Files.createDirectories(root);
      }
    }
  }

  /** The names of all kinds, in the order in which clients see them. */
  public List<String> names() {
    return List.copyOf(kinds.keySet());
  }

  public boolean has(String kind) {
    return kinds.containsKey(kind);
  }

  /** Where the files of a kind may lie. */
  public List<Path> roots(String kind) {
    return require(kind).roots();
  }

  /** The files of a kind relative to their roots, sorted, each name once. */
  public List<String> files(String kind) {
    Kind wanted = require(kind);
    TreeSet<String> names = new TreeSet<>();
    for (Path root : wanted.roots()) {
      names.addAll(filesBelow(root, wanted.extensions()));
    }
    return List.copyOf(names);
  }

  private Kind require(String kind) {
    Kind known = kinds.get(kind);
    if (known == null) {
      throw new IllegalArgumentException("no such kind of models: " + kind);
    }
    return known;
  }

  private static List<String> filesBelow(Path root, Set<String> extensions) {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    List<String> names = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root, FileVisitOption.FOLLOW_LINKS)) {
      files
          .filter(Files::isRegularFile)
          .map(root::relativize)
          .filter(file -> !inGitFolder(file) && fits(file, extensions))
          .forEach(file -> names.add(file.toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return names;
  }

  private static boolean inGitFolder(Path file) {
    for (Path part : file) {
      if (part.toString().equals(".git")) {
        return true;
      }
    }
    return false;
  }

  private static boolean fits(Path file, Set<String> extensions) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    return extensions.isEmpty() || extensions.stream().anyMatch(name::endsWith);
  }
}

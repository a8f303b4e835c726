package io.atelier.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The folders of model files by kind, each with the places where its files may lie. Lists are kept
 * until a folder changes.
 */
public final class ModelFolders {
  private static final Set<String> MODEL_FILES =
      Set.of(".ckpt", ".pt", ".pt2", ".bin", ".pth", ".safetensors", ".pkl", ".sft");
  private static final Set<String> YAML_FILES = Set.of(".yaml");
  private static final Set<String> ALL_FILES = Set.of();

  private static final Set<String> PICKLES = Set.of(".ckpt", ".pt", ".pt2", ".bin", ".pth", ".pkl");

  private final Map<String, Kind> kinds = new LinkedHashMap<>();
  private final List<Kind> own = new ArrayList<>();
  private final Map<Path, FolderListing> listings = new ConcurrentHashMap<>();
  private final Map<String, MergedNames> merged = new ConcurrentHashMap<>();

  /**
   * One kind of models.
   *
   * @param roots where its files may lie, in order of preference
   * @param extensions of its files, lower case with the dot; empty for all
   */
  public record Kind(List<Path> roots, Set<String> extensions) {}

  /** The names of a kind, and the listings that they were made from. */
  private record MergedNames(List<FolderListing> from, List<String> names) {}

  /** The kinds that ComfyUI knows, under {@code models} of the base directory. */
  public ModelFolders(Path base) {
    this(base, List.of());
  }

  /**
   * The kinds that ComfyUI knows, under {@code models} of the base directory, then further folders,
   * then those below {@code output} where nodes save models.
   */
  public ModelFolders(Path base, List<ExtraModelPaths.Entry> extra) {
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
    own.addAll(kinds.values());
    extra.forEach(entry -> extend(entry.kind(), entry.folder(), entry.first()));
    Path output = base.resolve("output");
    for (String name : List.of("checkpoints", "loras", "vae", "diffusion_models")) {
      extend(name, output.resolve(name), false);
    }
    extend("text_encoders", output.resolve("clip"), false);
  }

  /** Adds a folder to a kind, or moves it to the front. */
  private void extend(String name, Path folder, boolean first) {
    Kind known = kinds.getOrDefault(name, new Kind(List.of(), ALL_FILES));
    List<Path> roots = new ArrayList<>(known.roots());
    if (first) {
      roots.remove(folder);
      roots.add(0, folder);
    } else if (!roots.contains(folder)) {
      roots.add(folder);
    }
    kinds.put(name, new Kind(List.copyOf(roots), known.extensions()));
  }

  private void add(String name, Set<String> extensions, Path... roots) {
    kinds.put(name, new Kind(List.of(roots), extensions));
  }

  /** Creates the folders under {@code models} that are missing. */
  public void create() throws IOException {
    for (Kind kind : own) {
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
    List<FolderListing> listings = new ArrayList<>();
    wanted.roots().forEach(root -> listings.add(listing(root)));
    MergedNames known = merged.get(kind);
    if (known != null && known.from().equals(listings)) {
      return known.names();
    }
    TreeSet<String> names = new TreeSet<>();
    for (FolderListing listing : listings) {
      listing.files().stream().filter(name -> fits(name, wanted.extensions())).forEach(names::add);
    }
    MergedNames made = new MergedNames(listings, List.copyOf(names));
    merged.put(kind, made);
    return made.names();
  }

  /** The files of a kind below one of its roots, sorted. */
  public List<String> files(String kind, int root) {
    Kind wanted = require(kind);
    return listing(wanted.roots().get(root)).files().stream()
        .filter(name -> fits(name, wanted.extensions()))
        .toList();
  }

  private FolderListing listing(Path root) {
    FolderListing known = listings.get(root);
    if (known != null && known.holds(root)) {
      return known;
    }
    FolderListing made = FolderListing.of(root);
    if (known != null && made.equals(known)) {
      return known;
    }
    listings.put(root, made);
    return made;
  }

  /**
   * The file of a kind and name. Only names that {@link #files} lists are known, so none leads out
   * of the folders; links that somebody placed in them are followed.
   */
  public Optional<Path> find(String kind, String name) {
    for (int i = 0; i < require(kind).roots().size(); i++) {
      if (Collections.binarySearch(files(kind, i), name) >= 0) {
        return Optional.of(require(kind).roots().get(i).resolve(name));
      }
    }
    return Optional.empty();
  }

  /**
   * The file of a kind and name, to be opened as a model.
   *
   * @throws PickleFileException when its format can carry code
   * @throws IllegalArgumentException when there is none
   */
  public Path open(String kind, String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (PICKLES.stream().anyMatch(lower::endsWith)) {
      throw new PickleFileException(name);
    }
    return find(kind, name)
        .orElseThrow(() -> new IllegalArgumentException("no file " + name + " in " + kind));
  }

  private Kind require(String kind) {
    Kind known = kinds.get(kind);
    if (known == null) {
      throw new IllegalArgumentException("no such kind of models: " + kind);
    }
    return known;
  }

  private static boolean fits(String file, Set<String> extensions) {
    String name = file.toLowerCase(Locale.ROOT);
    return extensions.isEmpty() || extensions.stream().anyMatch(name::endsWith);
  }
}

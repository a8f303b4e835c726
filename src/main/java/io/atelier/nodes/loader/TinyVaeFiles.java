package io.atelier.nodes.loader;

import io.atelier.diffusion.autoencoder.TinyPreview;
import io.atelier.diffusion.autoencoder.TinyVae;
import io.atelier.diffusion.autoencoder.Vae;
import io.atelier.diffusion.store.ModelStore;
import io.atelier.diffusion.store.UnrecognisedModelException;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeException;
import io.atelier.storage.ModelFolders;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The tiny autoencoders in the folder {@code vae_approx}, each of two files. */
public final class TinyVaeFiles {
  private static final System.Logger LOG = System.getLogger(TinyVaeFiles.class.getName());
  private static final String FOLDER = "vae_approx";
  private static final String SAFE = ".safetensors";

  private TinyVaeFiles() {}

  /** Those of which both halves are there, by name. */
  static List<String> names(ModelFolders folders) {
    List<String> files = folders.files(FOLDER);
    List<String> names = new ArrayList<>();
    for (TinyVae.Kind kind : TinyVae.Kind.values()) {
      if (half(files, kind, "encoder").isPresent() && half(files, kind, "decoder").isPresent()) {
        names.add(kind.fileName());
      }
    }
    return names;
  }

  /** The file of a half, rather one that can be read than another. */
  private static Optional<String> half(List<String> files, TinyVae.Kind kind, String half) {
    String start = kind.fileName() + "_" + half + ".";
    List<String> found = files.stream().filter(name -> name.startsWith(start)).toList();
    Optional<String> safe = found.stream().filter(name -> name.endsWith(SAFE)).findFirst();
    return safe.isPresent() ? safe : found.stream().findFirst();
  }

  static Optional<TinyVae.Kind> kind(String name) {
    return Arrays.stream(TinyVae.Kind.values())
        .filter(kind -> kind.fileName().equals(name))
        .findFirst();
  }

  static Vae open(NodeContext context, TinyVae.Kind kind) {
    List<String> files = context.service(ModelFolders.class).files(FOLDER);
    return TinyVae.open(
        context.service(ModelStore.class),
        kind,
        ModelFiles.read(context, FOLDER, fileOf(files, kind, "encoder")),
        ModelFiles.read(context, FOLDER, fileOf(files, kind, "decoder")));
  }

  private static String fileOf(List<String> files, TinyVae.Kind kind, String half) {
    return half(files, kind, half).orElse(kind.fileName() + "_" + half + SAFE);
  }

  /** The decoder for previews of a kind of latents, if a file with one is there. */
  public static Optional<TinyPreview> preview(NodeContext context, TinyVae.Kind kind) {
    List<String> files = context.service(ModelFolders.class).files(FOLDER);
    Optional<String> file = half(files, kind, "decoder").filter(name -> name.endsWith(SAFE));
    try {
      return file.map(
          name ->
              TinyPreview.open(
                  context.service(ModelStore.class), ModelFiles.read(context, FOLDER, name)));
    } catch (NodeException | UnrecognisedModelException e) {
      LOG.log(Level.WARNING, "no previews by " + file.orElse("") + ": " + e.getMessage());
      return Optional.empty();
    }
  }
}

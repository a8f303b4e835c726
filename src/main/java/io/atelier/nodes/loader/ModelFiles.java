package io.atelier.nodes.loader;

import io.atelier.diffusion.store.ModelFile;
import io.atelier.diffusion.text.Embeddings;
import io.atelier.node.Choices;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeException;
import io.atelier.storage.ModelFolders;
import io.atelier.storage.PickleFileException;
import io.atelier.tensor.SafetensorsFormatException;
import java.io.IOException;
import java.nio.file.Path;

/** Model files by the names that workflows use. */
public final class ModelFiles {
  private ModelFiles() {}

  /** The files of a kind as a combo input offers them. */
  static Choices choices(String kind) {
    return services ->
        services.get(ModelFolders.class).files(kind).stream().<Object>map(name -> name).toList();
  }

  /**
   * Looks at the file of this name.
   *
   * @throws NodeException when there is none, or it is no safetensors file
   */
  static ModelFile read(NodeContext context, String kind, String name) {
    return read(path(context, kind, name), name);
  }

  /**
   * The file of this name.
   *
   * @throws NodeException when there is none, or its format can carry code
   */
  static Path path(NodeContext context, String kind, String name) {
    return path(context.service(ModelFolders.class), kind, name);
  }

  /**
   * The file of this name in the folders.
   *
   * @throws NodeException when there is none, or its format can carry code
   */
  static Path path(ModelFolders folders, String kind, String name) {
    try {
      return folders.open(kind, name);
    } catch (PickleFileException e) {
      throw new NodeException("ValueError", String.valueOf(e.getMessage()), e);
    } catch (IllegalArgumentException e) {
      throw new NodeException(
          "FileNotFoundError",
          "Model in folder '%s' with filename '%s' not found.".formatted(kind, name),
          e);
    }
  }

  /**
   * Looks at a file.
   *
   * @param name by which messages call it
   * @throws NodeException when it is no safetensors file
   */
  static ModelFile read(Path path, String name) {
    try {
      return ModelFile.read(path);
    } catch (SafetensorsFormatException e) {
      throw new NodeException(
          "ValueError", name + " is not a safetensors file: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new NodeException("OSError", name + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** The learned words in the folder for embeddings. */
  static Embeddings embeddings(NodeContext context) {
    return new EmbeddingFiles(context.service(ModelFolders.class));
  }
}

package io.atelier.nodes.loader;

import io.atelier.diffusion.text.Embeddings;
import io.atelier.storage.ModelFolders;
import io.atelier.tensor.SafetensorsFile;
import io.atelier.tensor.TensorInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Learned words in safetensors files of the folder for embeddings. Two of them are equal, as the
 * folder is what counts.
 */
record EmbeddingFiles(ModelFolders folders) implements Embeddings {
  private static final Logger LOG = Logger.getLogger(EmbeddingFiles.class.getName());
  private static final String KIND = "embeddings";
  private static final String ENDING = ".safetensors";

  @Override
  public float @Nullable [][] find(String name, String encoder, int width) {
    Optional<Path> file =
        List.of(name, name + ENDING).stream()
            .filter(candidate -> candidate.endsWith(ENDING))
            .flatMap(candidate -> folders.find(KIND, candidate).stream())
            .findFirst();
    if (file.isEmpty()) {
      return null;
    }
    try (SafetensorsFile tensors = SafetensorsFile.open(file.get())) {
      return rows(tensors, encoder, width);
    } catch (IOException e) {
      LOG.warning("the embedding " + name + " cannot be read: " + e.getMessage());
      return null;
    }
  }

  private static float @Nullable [][] rows(SafetensorsFile tensors, String encoder, int width)
      throws IOException {
    TensorInfo info = tensors.tensors().get("clip_" + encoder);
    if (info == null) {
      info = tensors.tensors().get("emb_params");
    }
    if (info == null && !tensors.tensors().isEmpty()) {
      info = tensors.tensors().values().iterator().next();
    }
    if (info == null || info.count() == 0 || info.count() % width != 0) {
      return null;
    }
    float[] values = tensors.floats(info.name());
    float[][] rows = new float[values.length / width][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Arrays.copyOfRange(values, i * width, (i + 1) * width);
    }
    return rows;
  }
}

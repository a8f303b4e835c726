package io.atelier.nodes.loader;

import io.atelier.diffusion.text.Embeddings;
import io.atelier.diffusion.text.WordNames;
import io.atelier.storage.ModelFolders;
import io.atelier.storage.PickleFileException;
import io.atelier.tensor.SafetensorsFile;
import io.atelier.tensor.TensorInfo;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Learned words in safetensors files of the folder for embeddings. Two of them are equal, as the
 * folder is what counts.
 */
record EmbeddingFiles(ModelFolders folders) implements Embeddings {
  private static final System.Logger LOG = System.getLogger(EmbeddingFiles.class.getName());
  private static final String KIND = "embeddings";
  private static final List<String> ENDINGS = List.of(".safetensors", ".sft");

  @Override
  public @Nullable String nameAt(String text, int at) {
    List<String> names = new ArrayList<>();
    for (String file : folders.files(KIND)) {
      names.add(file);
      names.add(file.substring(0, file.lastIndexOf('.')));
    }
    return WordNames.longest(names, text, at);
  }

  @Override
  public float @Nullable [][] find(String name, String encoder, int width) {
    Optional<Path> file =
        Stream.concat(Stream.of(name), ENDINGS.stream().map(ending -> name + ending))
            .filter(candidate -> ENDINGS.stream().anyMatch(candidate::endsWith))
            .flatMap(candidate -> folders.find(KIND, candidate).stream())
            .findFirst();
    if (file.isEmpty()) {
      warnOfOtherFormats(name);
      return null;
    }
    try (SafetensorsFile tensors = SafetensorsFile.open(file.get())) {
      return rows(tensors, encoder, width);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "the embedding " + name + " cannot be read: " + e.getMessage());
      return null;
    }
  }

  private void warnOfOtherFormats(String name) {
    folders.files(KIND).stream()
        .filter(file -> file.equals(name) || file.startsWith(name + "."))
        .forEach(file -> LOG.log(Level.WARNING, new PickleFileException(file).getMessage()));
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

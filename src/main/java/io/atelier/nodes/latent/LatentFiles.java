package io.atelier.nodes.latent;

import io.atelier.array.FloatArray;
import io.atelier.tensor.SafetensorsFile;
import io.atelier.tensor.TensorInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/** Facts of the files that latents are saved in. */
final class LatentFiles {
  /** The empty tensor that tells files of unscaled latents from older ones. */
  static final String VERSION = "latent_format_version_0";

  private LatentFiles() {}

  static long[] sides(FloatArray samples) {
    return Arrays.stream(samples.shape()).asLongStream().toArray();
  }

  /**
   * Reads a latent.
   *
   * @throws IOException when the file is not one of ours
   */
  static FloatArray read(Path path) throws IOException {
    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      float[] values = file.floats("latent_tensor");
      TensorInfo info = file.tensors().get("latent_tensor");
      long[] sides = info == null ? new long[0] : info.shape();
      if (!file.tensors().containsKey(VERSION)) {
        scale(values, (float) (1.0 / 0.18215));
      }
      return new FloatArray(Arrays.stream(sides).mapToInt(Math::toIntExact).toArray(), values);
    }
  }

  private static void scale(float[] values, float factor) {
    for (int i = 0; i < values.length; i++) {
      values[i] *= factor;
    }
  }
}

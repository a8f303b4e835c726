package io.atelier.testkit;

import io.atelier.image.ImageBatch;
import java.util.Arrays;

/** Pictures whose samples all have one value. */
public final class Greys {
  private Greys() {}

  public static ImageBatch of(int batch, int height, int width, int channels, float value) {
    ImageBatch image = ImageBatch.zeros(batch, height, width, channels);
    Arrays.fill(image.data(), value);
    return image;
  }
}

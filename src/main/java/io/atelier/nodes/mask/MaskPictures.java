package io.atelier.nodes.mask;

import io.atelier.image.ImageBatch;
import io.atelier.image.MaskBatch;
import java.util.Arrays;

/** Masks as pictures. */
final class MaskPictures {
  private MaskPictures() {}

  /** The mask's values in three equal channels. */
  static ImageBatch grey(MaskBatch mask) {
    ImageBatch image = ImageBatch.zeros(mask.batch(), mask.height(), mask.width(), 3);
    float[] values = mask.data();
    for (int i = 0; i < values.length; i++) {
      Arrays.fill(image.data(), 3 * i, 3 * i + 3, values[i]);
    }
    return image;
  }
}

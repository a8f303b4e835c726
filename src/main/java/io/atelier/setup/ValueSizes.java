package io.atelier.setup;

import io.atelier.image.ImageBatch;
import io.atelier.image.Latent;
import io.atelier.image.MaskBatch;

/** The bytes that the values of the built-in nodes hold. */
final class ValueSizes {
  private ValueSizes() {}

  static long of(Object value) {
    if (value instanceof ImageBatch image) {
      return (long) Float.BYTES * image.data().length;
    }
    if (value instanceof MaskBatch mask) {
      return (long) Float.BYTES * mask.data().length;
    }
    return value instanceof Latent latent ? (long) Float.BYTES * latent.samples().data().length : 0;
  }
}

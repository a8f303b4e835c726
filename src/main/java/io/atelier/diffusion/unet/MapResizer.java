package io.atelier.diffusion.unet;

import io.atelier.array.FloatArray;

/** A way to change the size of feature maps. Equal ones do the same. */
@FunctionalInterface
public interface MapResizer {
  /**
   * The map at another size.
   *
   * @param map [batch, channels, height, width]
   */
  FloatArray resize(FloatArray map, int height, int width);
}

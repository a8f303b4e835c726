package io.atelier.diffusion.unet;

import io.atelier.tensor.Floats;

/** A way to change the size of feature maps. Equal ones do the same. */
@FunctionalInterface
public interface MapResizer {
  /**
   * The map at another size.
   *
   * @param map [batch, channels, height, width]
   */
  Floats resize(Floats map, int height, int width);
}

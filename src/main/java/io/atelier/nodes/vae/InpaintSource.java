package io.atelier.nodes.vae;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.conditioning.Bilinear;
import io.atelier.image.ImageBatch;
import io.atelier.image.MaskBatch;
import io.atelier.node.NodeException;
import io.atelier.nodes.HostArrays;

/**
 * A picture with a mask of what is to be painted anew, both cut to sides that are multiples of a
 * unit.
 *
 * @param pixels three channels
 * @param mask [batch, 1, height, width], 1 where to paint
 */
record InpaintSource(ImageBatch pixels, FloatArray mask) {

  /**
   * Fits the mask to the picture and cuts both evenly at the border.
   *
   * @param unit of which the sides become multiples
   */
  static InpaintSource of(ImageBatch image, MaskBatch mask, int unit) {
    FloatArray values = HostArrays.array(mask);
    FloatArray fitted =
        Bilinear.resize(
            values.reshape(mask.batch(), 1, mask.height(), mask.width()),
            image.height(),
            image.width());
    return new InpaintSource(
        HostArrays.image(cut(HostArrays.channelsFirst(image), unit)), cut(fitted, unit));
  }

  /** Maps cut evenly to sides that are multiples of the unit. */
  static FloatArray cut(FloatArray maps, int unit) {
    int height = maps.size(2) / unit * unit;
    int width = maps.size(3) / unit * unit;
    if (height == 0 || width == 0) {
      throw new NodeException(
          "ValueError",
          "a picture of %dx%d pixels is smaller than the %dx%d that one of its latent stands for"
              .formatted(maps.size(3), maps.size(2), unit, unit));
    }
    return maps.window(maps.size(2) % unit / 2, maps.size(3) % unit / 2, height, width);
  }

  /** The picture, grey where it is to be painted. */
  ImageBatch blanked() {
    float[] out = pixels.data().clone();
    int plane = pixels.height() * pixels.width();
    for (int i = 0; i < out.length; i++) {
      int pixel = i / pixels.channels();
      int item = pixel / plane % mask.size(0);
      double kept = 1 - Math.rint(mask.data()[item * plane + pixel % plane]);
      out[i] = (float) ((out[i] - 0.5) * kept + 0.5);
    }
    return new ImageBatch(pixels.batch(), pixels.height(), pixels.width(), pixels.channels(), out);
  }

  /**
   * The rounded mask, grown.
   *
   * @param size side of the square around each painted pixel; 0 for none
   */
  FloatArray grownMask(int size) {
    int height = mask.size(2);
    int width = mask.size(3);
    FloatArray out = FloatArray.zeros(mask.shape());
    int before = size == 0 ? 0 : size / 2;
    int after = size == 0 ? 0 : size - 1 - before;
    for (int i = 0; i < mask.data().length; i++) {
      if (Math.rint(mask.data()[i]) == 0) {
        continue;
      }
      int y = i / width % height;
      int x = i % width;
      int plane = i - y * width - x;
      for (int v = Math.max(0, y - after); v <= Math.min(height - 1, y + before); v++) {
        for (int u = Math.max(0, x - after); u <= Math.min(width - 1, x + before); u++) {
          out.data()[plane + v * width + u] = 1;
        }
      }
    }
    return out;
  }
}

package io.atelier.image;

import io.atelier.memory.Allocation;

/**
 * Values [outer, height, width, inner]: planes have inner 1, pictures have their channels there.
 */
record Grid(float[] data, int outer, int height, int width, int inner) {

  /** The part that is left when the proportions of a new size are cut out. */
  Grid cropped(int newWidth, int newHeight, Crop crop) {
    if (crop == Crop.DISABLED) {
      return this;
    }
    double aspect = (double) width / height;
    double newAspect = (double) newWidth / newHeight;
    int x = 0;
    int y = 0;
    if (aspect > newAspect) {
      x = (int) Math.rint((width - width * (newAspect / aspect)) / 2);
    } else if (aspect < newAspect) {
      y = (int) Math.rint((height - height * (aspect / newAspect)) / 2);
    }
    return x == 0 && y == 0 ? this : window(x, y, width - 2 * x, height - 2 * y);
  }

  private Grid window(int x, int y, int w, int h) {
    float[] part = new float[Allocation.floats(outer, h, w, inner)];
    for (int o = 0; o < outer; o++) {
      for (int row = 0; row < h; row++) {
        System.arraycopy(
            data,
            ((o * height + y + row) * width + x) * inner,
            part,
            (o * h + row) * w * inner,
            w * inner);
      }
    }
    return new Grid(part, outer, h, w, inner);
  }
}

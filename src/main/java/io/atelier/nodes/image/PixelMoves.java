package io.atelier.nodes.image;

import io.atelier.image.ImageBatch;

/** Pictures with their pixels in other places. */
final class PixelMoves {
  private PixelMoves() {}

  /** Where a pixel comes from: the row-major index in the old picture. */
  @FunctionalInterface
  interface Source {
    int index(int x, int y);
  }

  static ImageBatch rearranged(ImageBatch image, int width, int height, Source source) {
    int channels = image.channels();
    ImageBatch moved = ImageBatch.zeros(image.batch(), height, width, channels);
    int to = 0;
    for (int item = 0; item < image.batch(); item++) {
      int start = item * image.itemLength();
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          int from = start + source.index(x, y) * channels;
          for (int c = 0; c < channels; c++) {
            moved.data()[to++] = image.data()[from + c];
          }
        }
      }
    }
    return moved;
  }
}

package io.atelier.nodes.mask;

import io.atelier.array.FloatArray;
import io.atelier.image.ImageBatch;

/** Pictures with their channels before or after their pixels. */
final class Channels {
  private Channels() {}

  /** [batch, channels, height, width], with so many channels: surplus ones cut, missing ones 1. */
  static FloatArray first(ImageBatch image, int channels) {
    FloatArray result = FloatArray.zeros(image.batch(), channels, image.height(), image.width());
    int pixels = image.height() * image.width();
    for (int b = 0; b < image.batch(); b++) {
      for (int c = 0; c < channels; c++) {
        for (int p = 0; p < pixels; p++) {
          result.data()[(b * channels + c) * pixels + p] =
              c < image.channels() ? image.data()[(b * pixels + p) * image.channels() + c] : 1;
        }
      }
    }
    return result;
  }

  /** The picture of an array [batch, channels, height, width]. */
  static ImageBatch last(FloatArray array) {
    int channels = array.size(1);
    ImageBatch result = ImageBatch.zeros(array.size(0), array.size(2), array.size(3), channels);
    int pixels = array.size(2) * array.size(3);
    for (int i = 0; i < result.data().length; i++) {
      int c = i % channels;
      int p = i / channels % pixels;
      int b = i / channels / pixels;
      result.data()[i] = array.data()[(b * channels + c) * pixels + p];
    }
    return result;
  }
}

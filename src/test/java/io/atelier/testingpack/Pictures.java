package io.atelier.testingpack;

import io.atelier.image.ImageBatch;
import io.atelier.image.MaskBatch;
import io.atelier.node.NodeException;
import java.util.Arrays;
import java.util.List;

/** Arithmetic on whole pictures. */
final class Pictures {
  private static final int SIDE = 512;
  private static final int CHANNELS = 3;

  private Pictures() {}

  /** One 512×512 picture of one value. */
  static ImageBatch plain(double value) {
    return plain(value, SIDE, SIDE, 1);
  }

  static ImageBatch plain(double value, int height, int width, int batch) {
    ImageBatch image = ImageBatch.zeros(batch, height, width, CHANNELS);
    Arrays.fill(image.data(), (float) value);
    return image;
  }

  /** Every value times a factor. */
  static ImageBatch scaled(ImageBatch image, double factor) {
    float[] data = image.data().clone();
    for (int i = 0; i < data.length; i++) {
      data[i] *= (float) factor;
    }
    return new ImageBatch(image.batch(), image.height(), image.width(), image.channels(), data);
  }

  /** The mean of pictures of one size. */
  static ImageBatch average(List<ImageBatch> images) {
    ImageBatch first = images.get(0);
    float[] data = new float[first.data().length];
    for (ImageBatch image : images) {
      requireSameSize(first, image);
      for (int i = 0; i < data.length; i++) {
        data[i] += image.data()[i] / images.size();
      }
    }
    return new ImageBatch(first.batch(), first.height(), first.width(), first.channels(), data);
  }

  /** The product, value by value. */
  static ImageBatch product(ImageBatch a, ImageBatch b) {
    requireSameSize(a, b);
    float[] data = a.data().clone();
    for (int i = 0; i < data.length; i++) {
      data[i] *= b.data()[i];
    }
    return new ImageBatch(a.batch(), a.height(), a.width(), a.channels(), data);
  }

  /** {@code a} where the mask is 0, {@code b} where it is 1. */
  static ImageBatch mix(ImageBatch a, ImageBatch b, MaskBatch mask) {
    requireSameSize(a, b);
    if (mask.height() != a.height() || mask.width() != a.width()) {
      throw sizesDiffer(a, mask);
    }
    float[] data = new float[a.data().length];
    for (int i = 0; i < data.length; i++) {
      float m = mask.data()[i / a.channels() % mask.data().length];
      data[i] = a.data()[i] * (1 - m) + b.data()[i] * m;
    }
    return new ImageBatch(a.batch(), a.height(), a.width(), a.channels(), data);
  }

  static double mean(ImageBatch image) {
    double sum = 0;
    for (float value : image.data()) {
      sum += value;
    }
    return sum / image.data().length;
  }

  private static void requireSameSize(ImageBatch a, ImageBatch b) {
    if (a.data().length != b.data().length || a.width() != b.width()) {
      throw sizesDiffer(a, b);
    }
  }

  private static NodeException sizesDiffer(Object a, Object b) {
    return new NodeException("RuntimeError", "The sizes of " + a + " and " + b + " must match");
  }
}

package io.atelier.nodes.image;

import io.atelier.image.ImageBatch;
import io.atelier.node.Input;
import io.atelier.node.NodeException;
import io.atelier.node.SocketType;
import java.util.Arrays;
import java.util.List;

/** What image nodes have in common: their inputs and the handling of batches. */
final class Images {
  /** The longest side that inputs take, in pixels. */
  static final int MAX_SIDE = 16_384;

  private Images() {}

  /** A required IMAGE input. */
  static Input<ImageBatch> input(String name) {
    return Input.socket(name, SocketType.IMAGE, ImageBatch.class);
  }

  /** A required side in pixels. */
  static Input<Long> side(String name, int proposed, int min) {
    return Input.integer(name).proposes(proposed).range(min, MAX_SIDE).step(1);
  }

  /** One picture of a batch. */
  static ImageBatch item(ImageBatch images, int index) {
    return range(images, index, 1);
  }

  /** Consecutive pictures of a batch. */
  static ImageBatch range(ImageBatch images, int start, int count) {
    int length = images.itemLength();
    return new ImageBatch(
        count,
        images.height(),
        images.width(),
        images.channels(),
        Arrays.copyOfRange(images.data(), start * length, (start + count) * length));
  }

  /** The picture with so many channels: surplus ones dropped, a missing alpha 1. */
  static ImageBatch sameChannels(ImageBatch image, int channels) {
    int had = image.channels();
    if (had == channels) {
      return image;
    }
    ImageBatch result = ImageBatch.zeros(image.batch(), image.height(), image.width(), channels);
    int pixels = image.data().length / had;
    for (int i = 0; i < pixels; i++) {
      for (int c = 0; c < channels; c++) {
        result.data()[i * channels + c] = c < had ? image.data()[i * had + c] : 1f;
      }
    }
    return result;
  }

  /**
   * One batch of all pictures, with alpha where one of them has it.
   *
   * @throws NodeException when their sizes differ
   */
  static ImageBatch concatenate(List<ImageBatch> batches) {
    ImageBatch first = batches.get(0);
    int channels = batches.stream().mapToInt(ImageBatch::channels).max().orElse(0);
    int count = 0;
    for (int i = 0; i < batches.size(); i++) {
      ImageBatch batch = batches.get(i);
      requireSame(first.height(), batch.height(), i);
      requireSame(first.width(), batch.width(), i);
      count += batch.batch();
    }
    ImageBatch all = ImageBatch.zeros(count, first.height(), first.width(), channels);
    int at = 0;
    for (ImageBatch batch : batches) {
      float[] data = sameChannels(batch, channels).data();
      System.arraycopy(data, 0, all.data(), at, data.length);
      at += data.length;
    }
    return all;
  }

  private static void requireSame(int expected, int got, int index) {
    if (expected != got) {
      throw new NodeException(
          "RuntimeError",
          "Sizes of tensors must match except in dimension 0. Expected size %d but got size %d for tensor number %d in the list."
              .formatted(expected, got, index));
    }
  }

  /** Copies pictures into larger ones of as many channels, at a place where they fit. */
  static void place(ImageBatch images, ImageBatch target, int left, int top) {
    int row = images.width() * images.channels();
    for (int item = 0; item < images.batch(); item++) {
      for (int y = 0; y < images.height(); y++) {
        System.arraycopy(
            images.data(),
            (item * images.height() + y) * row,
            target.data(),
            ((item * target.height() + top + y) * target.width() + left) * target.channels(),
            row);
      }
    }
  }
}

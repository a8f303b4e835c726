package io.atelier.nodes.image;

import io.atelier.image.ImageBatch;
import io.atelier.node.NodeException;

/** The blend modes of {@link ImageBlend}, in float32. */
final class Blending {
  private Blending() {}

  /** Two values to one; {@code a} is the picture below. */
  @FunctionalInterface
  interface Mode {
    float blend(float a, float b);
  }

  static Mode mode(String name) {
    return switch (name) {
      case "normal" -> (a, b) -> b;
      case "multiply" -> (a, b) -> a * b;
      case "screen" -> (a, b) -> 1f - (1f - a) * (1f - b);
      case "overlay" -> (a, b) -> a <= 0.5f ? 2f * a * b : 1f - 2f * (1f - a) * (1f - b);
      case "soft_light" -> Blending::softLight;
      case "difference" -> (a, b) -> a - b;
      default -> throw new NodeException("ValueError", "Unsupported blend mode: " + name);
    };
  }

  private static float softLight(float a, float b) {
    if (b <= 0.5f) {
      return a - (1f - 2f * b) * a * (1f - a);
    }
    float lit = a <= 0.25f ? ((16f * a - 12f) * a + 4f) * a : (float) Math.sqrt(a);
    return a + (2f * b - 1f) * (lit - a);
  }

  /**
   * The blend of pictures of one size, cut to 0 to 1.
   *
   * @param factor how much of the mode's result there is, 0 to 1
   */
  static ImageBatch blend(ImageBatch first, ImageBatch second, Mode mode, float factor) {
    int batch = broadcast(first.batch(), second.batch());
    ImageBatch result = ImageBatch.zeros(batch, first.height(), first.width(), first.channels());
    int length = first.itemLength();
    float rest = 1f - factor;
    for (int item = 0; item < batch; item++) {
      int a = first.batch() == 1 ? 0 : item * length;
      int b = second.batch() == 1 ? 0 : item * length;
      for (int i = 0; i < length; i++) {
        float below = first.data()[a + i];
        float value = below * rest + mode.blend(below, second.data()[b + i]) * factor;
        result.data()[item * length + i] = Math.min(Math.max(value, 0f), 1f);
      }
    }
    return result;
  }

  private static int broadcast(int first, int second) {
    if (first != second && first != 1 && second != 1) {
      throw new NodeException(
          "RuntimeError",
          "The size of tensor a (%d) must match the size of tensor b (%d) at non-singleton dimension 0"
              .formatted(first, second));
    }
    return Math.max(first, second);
  }
}

package io.atelier.nodes;

import io.atelier.array.FloatArray;
import io.atelier.image.Crop;
import io.atelier.image.MaskBatch;
import io.atelier.image.Resampling;
import io.atelier.image.ResizeMethod;
import io.atelier.node.NodeException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Lays pictures or latents over others, through a mask.
 *
 * <p>Arrays are [batch, channels, height, width]. Places are in pixels; {@code multiplier} is the
 * number of pixels to a sample, 1 for pictures and 8 for latents.
 */
public record Composite(int multiplier, boolean resizeSource, @Nullable MaskBatch mask) {
  /**
   * The destination with the source laid over it.
   *
   * @param x of the source's left side; places beyond the destination show nothing
   * @throws NodeException when channels differ or the source begins outside on the left or top
   */
  public FloatArray apply(FloatArray destination, FloatArray given, long x, long y) {
    if (destination.rank() != 4 || given.rank() != 4 || destination.size(1) != given.size(1)) {
      throw FloatArrays.mismatch(destination, given);
    }
    if (x < 0 || y < 0) {
      throw new NodeException(
          "RuntimeError", "the source begins outside the destination, at " + x + ", " + y);
    }
    int height = destination.size(2);
    int width = destination.size(3);
    FloatArray resized = resizeSource ? bilinear(given, width, height) : given;
    FloatArray source = FloatArrays.repeatToBatch(resized, destination.size(0));
    int left = (int) Math.min(x / multiplier, width);
    int top = (int) Math.min(y / multiplier, height);
    FloatArray weights = weights(source);
    FloatArray result = new FloatArray(destination.shape(), destination.data().clone());
    int visibleWidth = Math.min(width - left, source.size(3));
    int visibleHeight = Math.min(height - top, source.size(2));
    for (int plane = 0; plane < destination.size(0) * destination.size(1); plane++) {
      for (int row = 0; row < visibleHeight; row++) {
        int to = (plane * height + top + row) * width + left;
        int from = (plane * source.size(2) + row) * source.size(3);
        int weight = (plane / destination.size(1) * source.size(2) + row) * source.size(3);
        for (int column = 0; column < visibleWidth; column++) {
          float m = weights.data()[weight + column];
          result.data()[to + column] =
              m * source.data()[from + column] + (1 - m) * result.data()[to + column];
        }
      }
    }
    return result;
  }

  private static FloatArray bilinear(FloatArray samples, int width, int height) {
    return Resampling.resize(samples, width, height, ResizeMethod.BILINEAR, Crop.DISABLED);
  }

  /** The mask as [batch, 1, height, width] of the source. */
  private FloatArray weights(FloatArray source) {
    int batch = source.size(0);
    if (mask == null) {
      FloatArray ones = FloatArray.zeros(batch, 1, source.size(2), source.size(3));
      Arrays.fill(ones.data(), 1);
      return ones;
    }
    FloatArray stack =
        new FloatArray(new int[] {mask.batch(), 1, mask.height(), mask.width()}, mask.data());
    return FloatArrays.repeatToBatch(bilinear(stack, source.size(3), source.size(2)), batch);
  }
}

package io.atelier.nodes.latent;

import io.atelier.array.FloatArray;
import io.atelier.image.Crop;
import io.atelier.image.Resampling;
import io.atelier.image.ResizeMethod;
import io.atelier.node.Input;
import io.atelier.nodes.FloatArrays;
import java.util.Arrays;

/** Changes of a latent's size by the methods that latent nodes offer. */
public final class LatentSizes {
  /** The methods that nodes offer. */
  static final Input<String> UPSCALE_METHOD =
      Input.choice("upscale_method", "nearest-exact", "bilinear", "area", "bicubic", "bislerp");

  private LatentSizes() {}

  /**
   * Resizes the last two dimensions.
   *
   * @param method a name that {@link ResizeMethod#named} knows, or {@code bislerp}
   * @param width in samples
   */
  public static FloatArray resize(
      FloatArray samples, int width, int height, String method, Crop crop) {
    if (method.equals("bislerp")) {
      return Bislerp.resize(cropped(samples, width, height, crop), width, height);
    }
    return Resampling.resize(samples, width, height, ResizeMethod.named(method), crop);
  }

  private static FloatArray cropped(FloatArray samples, int width, int height, Crop crop) {
    if (crop == Crop.DISABLED) {
      return samples;
    }
    int oldWidth = samples.size(-1);
    int oldHeight = samples.size(-2);
    double oldAspect = (double) oldWidth / oldHeight;
    double newAspect = (double) width / height;
    int x = 0;
    int y = 0;
    if (oldAspect > newAspect) {
      x = (int) Math.rint((oldWidth - oldWidth * (newAspect / oldAspect)) / 2);
    } else if (oldAspect < newAspect) {
      y = (int) Math.rint((oldHeight - oldHeight * (oldAspect / newAspect)) / 2);
    }
    FloatArray rows = FloatArrays.slice(samples, -2, y, oldHeight - y);
    return FloatArrays.slice(rows, -1, x, oldWidth - x);
  }

  /** The samples at the size of others, by straight lines, and as many as those. */
  static FloatArray like(FloatArray target, FloatArray samples) {
    return FloatArrays.repeatToBatch(sizedLike(target, samples), target.size(0));
  }

  /** The samples at the size of others, cut in the middle. */
  static FloatArray sizedLike(FloatArray target, FloatArray samples) {
    int[] wanted = Arrays.copyOfRange(target.shape(), 1, target.rank());
    int[] found = Arrays.copyOfRange(samples.shape(), 1, samples.rank());
    if (Arrays.equals(wanted, found)) {
      return samples;
    }
    return Resampling.resize(
        samples, target.size(-1), target.size(-2), ResizeMethod.BILINEAR, Crop.CENTER);
  }
}

package io.atelier.diffusion.guidance;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.network.NetworkPatch;
import org.jspecify.annotations.Nullable;

/**
 * What guidance knows when it makes one prediction of several.
 *
 * @param x the noisy latent [batch, channels, height, width] of level {@code sigma}
 * @param scale 1 for the positive prediction alone
 * @param positive the latent denoised for what is wanted
 * @param negative that denoised for what is not, or null where none was asked for
 * @param sides where further predictions come from
 */
public record GuidanceStep(
    FloatArray x,
    double sigma,
    double scale,
    FloatArray positive,
    @Nullable FloatArray negative,
    Sides sides) {

  /**
   * Further predictions, which take one evaluation of the network each.
   *
   * @param positive the number of the conditioning that is wanted
   * @param negative of the one that is not
   * @param extra of the first that the rules brought along
   */
  public record Sides(ConditionalDenoiser denoiser, int positive, int negative, int extra) {
    FloatArray denoised(FloatArray x, double sigma, int side) {
      return denoiser.denoise(x, sigma, side).get(0);
    }

    /** The same with a change within the network. */
    Sides with(NetworkPatch patch) {
      return new Sides(denoiser.with(patch), positive, negative, extra);
    }
  }

  /** The same with other predictions. */
  public GuidanceStep withDenoised(FloatArray otherPositive, @Nullable FloatArray otherNegative) {
    return new GuidanceStep(x, sigma, scale, otherPositive, otherNegative, sides);
  }

  /**
   * A prediction as it comes back from a rule that is told noise and answers noise: {@code x − (x −
   * denoised)} in float32. At a level of thousands, where zero-terminal schedules begin, that is
   * the prediction rounded to the distance of two neighbouring values of {@code x}, which shows in
   * pictures.
   */
  FloatArray throughNoise(FloatArray denoised) {
    return x.minus(x.minus(denoised));
  }
}

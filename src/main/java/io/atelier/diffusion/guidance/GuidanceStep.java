package io.atelier.diffusion.guidance;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.network.NetworkPatch;
import org.jspecify.annotations.Nullable;

/**
 * What guidance knows when it makes one guess of several.
 *
 * @param x the noisy latent [batch, channels, height, width] of level {@code sigma}
 * @param scale 1 for the positive guess alone
 * @param positive the guess of the picture for what is wanted
 * @param negative the guess for what is not, or null where none was asked for
 * @param sides where further guesses come from
 */
public record GuidanceStep(
    FloatArray x,
    double sigma,
    double scale,
    FloatArray positive,
    @Nullable FloatArray negative,
    Sides sides) {

  /**
   * Further guesses, which take one evaluation of the network each.
   *
   * @param positive the number of the conditioning that is wanted
   * @param negative of the one that is not
   * @param extra of the first that the rules brought along
   */
  public record Sides(Guesses guesses, int positive, int negative, int extra) {
    FloatArray guess(FloatArray x, double sigma, int side) {
      return guesses.of(x, sigma, side).get(0);
    }

    /** The same with a change within the network. */
    Sides with(NetworkPatch patch) {
      return new Sides(guesses.with(patch), positive, negative, extra);
    }
  }

  /** The same with other guesses. */
  public GuidanceStep withGuesses(FloatArray otherPositive, @Nullable FloatArray otherNegative) {
    return new GuidanceStep(x, sigma, scale, otherPositive, otherNegative, sides);
  }

  /**
   * A guess as it comes back from a rule that is told noise and answers noise: {@code x − (x −
   * guess)} in float32. At a level of thousands, where zero-terminal schedules begin, that is the
   * guess rounded to the distance of two neighbouring values of {@code x}, which shows in pictures.
   */
  FloatArray throughNoise(FloatArray guess) {
    return x.minus(x.minus(guess));
  }
}

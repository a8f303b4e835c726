package io.atelier.diffusion.sampling;

import io.atelier.diffusion.Conditioning;
import io.atelier.diffusion.Model;
import io.atelier.diffusion.sampler.Denoiser;
import io.atelier.tensor.Floats;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Guidance toward one conditioning and away from another.
 *
 * @param negative null for none
 * @param scale 1 for the positive conditioning alone
 */
public record CfgGuider(
    Model model, Conditioning positive, @Nullable Conditioning negative, double scale)
    implements Guider {
  private static final double SAME = 1e-9;

  @Override
  public List<Conditioning> conditionings() {
    return negative == null ? List.of(positive) : List.of(positive, negative);
  }

  @Override
  public Denoiser.Prediction guide(Guesses guesses, Floats x, double sigma, boolean unguided) {
    boolean alone = Math.abs(scale - 1) <= SAME * Math.max(1, Math.abs(scale));
    if (negative == null || (alone && !unguided)) {
      Floats only = guesses.of(x, sigma, 0).get(0);
      return new Denoiser.Prediction(only, only);
    }
    List<Floats> both = guesses.of(x, sigma, 0, 1);
    Floats guided = model.guidance().combine(x, sigma, both.get(0), both.get(1), scale);
    return new Denoiser.Prediction(guided, both.get(1));
  }
}

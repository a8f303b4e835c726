package io.atelier.diffusion.sampling;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.conditioning.Conditioning;
import io.atelier.diffusion.guidance.ConditionalDenoiser;
import io.atelier.diffusion.guidance.GuidanceStep;
import io.atelier.diffusion.guidance.PerpendicularNegative;
import io.atelier.diffusion.model.Model;
import io.atelier.diffusion.sampler.Denoiser;
import java.util.List;

/**
 * Guidance away from the part of the negative conditioning that is perpendicular to the positive.
 * See <a href="https://arxiv.org/abs/2304.04968">Re-imagine the Negative Prompt Algorithm</a>.
 *
 * @param empty the conditioning of an empty text
 * @param negativeScale strength of the perpendicular part
 */
public record PerpendicularGuider(
    Model model,
    Conditioning positive,
    Conditioning negative,
    Conditioning empty,
    double scale,
    double negativeScale)
    implements Guider {

  @Override
  public List<Conditioning> conditionings() {
    return List.of(positive, negative, empty);
  }

  @Override
  public int negativeSide() {
    return 1;
  }

  @Override
  public Denoiser.Prediction guide(
      ConditionalDenoiser denoiser, FloatArray x, double sigma, boolean unguided) {
    List<FloatArray> all = denoiser.denoise(x, sigma, 0, 1, 2);
    FloatArray base = all.get(2);
    FloatArray guided =
        PerpendicularNegative.guided(base, all.get(0), all.get(1), scale, negativeScale);
    GuidanceStep step =
        new GuidanceStep(
            x, sigma, scale, all.get(0), all.get(1), new GuidanceStep.Sides(denoiser, 0, 1, 2));
    return new Denoiser.Prediction(denoiser.guidance().finish(step, guided), base);
  }
}

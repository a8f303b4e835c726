package io.atelier.diffusion.sampling;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.conditioning.Conditioning;
import io.atelier.diffusion.guidance.ConditionalDenoiser;
import io.atelier.diffusion.guidance.Guidance;
import io.atelier.diffusion.guidance.GuidanceStep;
import io.atelier.diffusion.model.Model;
import io.atelier.diffusion.sampler.Denoiser;
import java.util.ArrayList;
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
    List<Conditioning> all = new ArrayList<>();
    all.add(positive);
    if (negative != null) {
      all.add(negative);
    }
    all.addAll(model.guidance().conditionings());
    return all;
  }

  @Override
  public int negativeSide() {
    return negative == null ? -1 : 1;
  }

  @Override
  public Denoiser.Prediction guide(
      ConditionalDenoiser denoiser, FloatArray x, double sigma, boolean unguided) {
    Guidance guidance = denoiser.guidance();
    boolean alone = Math.abs(scale - 1) <= SAME * Math.max(1, Math.abs(scale));
    boolean wanted = !alone || unguided || guidance.needsNegative();
    GuidanceStep.Sides sides = new GuidanceStep.Sides(denoiser, 0, 1, negative == null ? 1 : 2);
    if (negative == null || !wanted) {
      FloatArray only = denoiser.denoise(x, sigma, 0).get(0);
      return guidance.guide(new GuidanceStep(x, sigma, scale, only, null, sides));
    }
    List<FloatArray> both = denoiser.denoise(x, sigma, 0, 1);
    return guidance.guide(new GuidanceStep(x, sigma, scale, both.get(0), both.get(1), sides));
  }
}

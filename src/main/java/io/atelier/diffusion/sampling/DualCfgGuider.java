package io.atelier.diffusion.sampling;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.conditioning.Conditioning;
import io.atelier.diffusion.guidance.ConditionalDenoiser;
import io.atelier.diffusion.guidance.GuidanceStep;
import io.atelier.diffusion.model.Model;
import io.atelier.diffusion.sampler.Denoiser;
import java.util.ArrayList;
import java.util.List;

/**
 * Guidance toward a second conditioning, and from that toward a first.
 *
 * @param firstScale how strongly the first is preferred to the second
 * @param secondScale how strongly the second is preferred to the negative
 * @param nested whether the first two are combined before they are set against the negative
 */
public record DualCfgGuider(
    Model model,
    Conditioning first,
    Conditioning second,
    Conditioning negative,
    double firstScale,
    double secondScale,
    boolean nested)
    implements Guider {

  @Override
  public List<Conditioning> conditionings() {
    List<Conditioning> all = new ArrayList<>(List.of(first, second, negative));
    all.addAll(model.guidance().conditionings());
    return all;
  }

  @Override
  public int negativeSide() {
    return 2;
  }

  @Override
  public Denoiser.Prediction guide(
      ConditionalDenoiser denoiser, FloatArray x, double sigma, boolean unguided) {
    List<FloatArray> all = denoiser.denoise(x, sigma, 0, 1, 2);
    FloatArray away = all.get(2);
    int toward = nested ? 0 : 1;
    double scale = nested ? firstScale : secondScale;
    GuidanceStep.Sides sides = new GuidanceStep.Sides(denoiser, toward, toward + 1, 3);
    FloatArray text =
        denoiser
            .guidance()
            .guide(new GuidanceStep(x, sigma, scale, all.get(toward), all.get(toward + 1), sides))
            .guided();
    FloatArray guided =
        nested
            ? FloatArray.combine(secondScale, text, 1 - secondScale, away)
            : FloatArray.combine(1, text, firstScale, all.get(0), -firstScale, all.get(1));
    return new Denoiser.Prediction(guided, away);
  }
}

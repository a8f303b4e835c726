package io.atelier.inference;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.conditioning.Conditioning;
import io.atelier.diffusion.model.Model;
import io.atelier.diffusion.sampler.Samplers;
import io.atelier.diffusion.sampling.CfgGuider;
import io.atelier.diffusion.sampling.Sampling;

/** Sampling runs that nobody watches. */
public final class TinyRuns {
  /** Hears nothing and never interrupts. */
  public static final Sampling.Listener SILENT =
      new Sampling.Listener() {
        @Override
        public void checkInterrupted() {}

        @Override
        public void onStep(int step, int total, FloatArray x, FloatArray denoised) {}
      };

  private TinyRuns() {}

  /** What one step from noise of a level makes of an empty latent, guided with a scale of 4. */
  public static FloatArray oneStep(
      Model model, FloatArray noise, double sigma, Conditioning positive, Conditioning negative) {
    return Sampling.run(
            new Sampling.Request(
                new CfgGuider(model, positive, negative, 4),
                Samplers.get("euler"),
                new float[] {(float) sigma, 0},
                FloatArray.zeros(noise.shape()),
                null,
                noise,
                0),
            SILENT)
        .samples();
  }
}

package io.atelier.nodes.sampling;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.sampler.Sampler;
import io.atelier.diffusion.sampling.Guider;
import io.atelier.diffusion.sampling.NoiseSource;
import io.atelier.diffusion.sampling.Sampling;
import io.atelier.image.Latent;
import io.atelier.node.NodeContext;

/** Runs sampling for nodes: latents in and out, progress and previews to clients. */
final class SamplingRuns {
  private SamplingRuns() {}

  /** What a run gives: the latent, and the last guess of it. */
  record Outcome(Latent samples, Latent denoised) {}

  static Outcome run(
      Guider guider,
      Sampler sampler,
      float[] sigmas,
      NoiseSource noise,
      Latent latent,
      NodeContext context) {
    FloatArray start = guider.model().latent().fitted(latent.samples());
    FloatArray mask = latent.noiseMask() == null ? null : latent.noiseMask();
    Sampling.Request request =
        new Sampling.Request(
            guider,
            sampler,
            sigmas,
            start,
            mask,
            noise.noise(start.shape(), latent.batchIndex()),
            noise.seed());
    Sampling.Result result = Sampling.run(request, new StepReports(guider.model(), context));
    return new Outcome(latent.withSamples(result.samples()), latent.withSamples(result.denoised()));
  }
}

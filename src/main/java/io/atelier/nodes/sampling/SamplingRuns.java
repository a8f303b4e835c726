package io.atelier.nodes.sampling;

import io.atelier.diffusion.sampler.Sampler;
import io.atelier.diffusion.sampling.Guider;
import io.atelier.diffusion.sampling.NoiseSource;
import io.atelier.diffusion.sampling.Sampling;
import io.atelier.image.Latent;
import io.atelier.node.NodeContext;
import io.atelier.nodes.HostArrays;
import io.atelier.tensor.Floats;

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
    Floats start = Sampling.fitted(guider.model(), HostArrays.samples(latent));
    Floats mask = latent.noiseMask() == null ? null : HostArrays.floats(latent.noiseMask());
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
    return new Outcome(
        latent.withSamples(HostArrays.array(result.samples())),
        latent.withSamples(HostArrays.array(result.denoised())));
  }
}

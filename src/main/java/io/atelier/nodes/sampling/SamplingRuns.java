package io.atelier.nodes.sampling;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.model.Model;
import io.atelier.diffusion.sampler.Sampler;
import io.atelier.diffusion.sampling.Guider;
import io.atelier.diffusion.sampling.NoiseSource;
import io.atelier.diffusion.sampling.Sampling;
import io.atelier.diffusion.schedule.Schedulers;
import io.atelier.diffusion.schedule.StepPlan;
import io.atelier.image.Latent;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.Output;
import io.atelier.node.SocketType;

/** Runs sampling for nodes: latents in and out, progress and previews to clients. */
final class SamplingRuns {
  private SamplingRuns() {}

  /** What a run gives: the latent, and what it was denoised to last. */
  record Outcome(Latent samples, Latent denoised) {}

  /** A node that is told all there is to sampling, and gives both. */
  static NodeDefinition.Builder custom(String classType) {
    return NodeDefinition.of(classType)
        .module("comfy_extras.nodes_custom_sampler")
        .category("sampling/custom_sampling")
        .needsDevice()
        .outputs(
            Output.named("output", SocketType.LATENT),
            Output.named("denoised_output", SocketType.LATENT));
  }

  /**
   * The noise levels of a run.
   *
   * @param denoise the part of the way that is gone, 0 to 1
   */
  static float[] sigmas(String scheduler, Model model, Sampler sampler, int steps, double denoise) {
    return StepPlan.sigmas(
        Schedulers.get(scheduler), model.levels(), steps, denoise, sampler.dropsPenultimate());
  }

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

package io.atelier.inference;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.model.Model;
import io.atelier.diffusion.sampler.Sampler;
import io.atelier.diffusion.sampler.Samplers;
import io.atelier.diffusion.sampling.CfgGuider;
import io.atelier.diffusion.sampling.NoiseSource;
import io.atelier.diffusion.sampling.Sampling;
import io.atelier.diffusion.schedule.Schedulers;
import io.atelier.diffusion.schedule.StepPlan;
import io.atelier.node.harness.NodeHarness;
import io.atelier.nodes.patch.ModelSamplingFlux;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Calls that run a sampler, and those of what is set for it. */
record SamplingCalls(CaseModels models) {
  private static final Pattern RESAMPLED =
      Pattern.compile("ModelSamplingFlux ([\\d.]+) ([\\d.]+) (\\d+) (\\d+)");

  Map<String, FamilyCall> all() {
    return Map.of(
        "ksampler", (json, what) -> sampled(FamilyCall.arguments(json)).data(),
        "node_modelsamplingflux", (json, what) -> shift(FamilyCall.arguments(json)));
  }

  private FloatArray sampled(Map<?, ?> arguments) throws IOException {
    Model model = model(arguments);
    CaseConditioning conditioning = new CaseConditioning(models.folder(), arguments);
    Sampler sampler = Samplers.get((String) arguments.get("sampler"));
    float[] sigmas =
        StepPlan.sigmas(
            Schedulers.get((String) arguments.get("scheduler")),
            model.levels(),
            (int) CaseInputs.number(arguments, "steps", 1),
            CaseInputs.number(arguments, "denoise", 1),
            sampler.dropsPenultimate());
    FloatArray latent = model.latent().fitted(CaseInputs.latent(arguments.get("latent")));
    long seed = (long) CaseInputs.number(arguments, "seed", 0);
    CfgGuider guider =
        new CfgGuider(
            model,
            conditioning.of("positive", 0),
            conditioning.of("negative", 1),
            CaseInputs.number(arguments, "cfg", 1));
    return Sampling.run(
            new Sampling.Request(
                guider,
                sampler,
                sigmas,
                latent,
                arguments.get("noise_mask") instanceof String mask ? CaseInputs.mask(mask) : null,
                NoiseSource.ofSeed(seed).noise(latent.shape(), null),
                seed),
            TinyRuns.SILENT)
        .samples();
  }

  private Model model(Map<?, ?> arguments) throws IOException {
    Model model = models.of(arguments);
    if (!(arguments.get("model") instanceof String change)) {
      return model;
    }
    Matcher numbers = RESAMPLED.matcher(change);
    if (!numbers.matches()) {
      throw new IllegalStateException("no such change of a model: " + change);
    }
    return resampled(
        model,
        Double.valueOf(numbers.group(1)),
        Double.valueOf(numbers.group(2)),
        Long.valueOf(numbers.group(3)),
        Long.valueOf(numbers.group(4)));
  }

  private static Model resampled(
      Model model, Object most, Object least, Object width, Object height) {
    return (Model)
        NodeHarness.of(new ModelSamplingFlux())
            .with("model", model)
            .with("max_shift", most)
            .with("base_shift", least)
            .with("width", width)
            .with("height", height)
            .run()
            .output(0);
  }

  /** The shift of the levels that the node sets. */
  private float[] shift(Map<?, ?> arguments) throws IOException {
    Model model =
        resampled(
            models.of(Map.of()),
            arguments.get("max_shift"),
            arguments.get("base_shift"),
            arguments.get("width"),
            arguments.get("height"));
    double middle = model.levels().sigma(0.5);
    return new float[] {(float) Math.log(middle / (1 - middle))};
  }
}

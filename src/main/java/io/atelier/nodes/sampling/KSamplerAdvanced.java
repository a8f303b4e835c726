package io.atelier.nodes.sampling;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.conditioning.Conditioning;
import io.atelier.diffusion.model.Model;
import io.atelier.diffusion.sampler.Sampler;
import io.atelier.diffusion.sampler.Samplers;
import io.atelier.diffusion.sampling.CfgGuider;
import io.atelier.diffusion.sampling.NoiseSource;
import io.atelier.diffusion.schedule.StepPlan;
import io.atelier.image.Latent;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.SocketType;
import io.atelier.nodes.Sockets;

/** Samples a part of the steps, with or without adding noise first. */
@AutoService(Node.class)
public final class KSamplerAdvanced implements Node {
  private static final Input<Model> MODEL = Sockets.model("model");
  private static final Input<String> ADD_NOISE = Input.choice("add_noise", "enable", "disable");
  private static final Input<Long> NOISE_SEED = Sockets.seed("noise_seed");
  private static final Input<Long> STEPS = Input.integer("steps").proposes(20).range(1, 10000);
  private static final Input<Double> CFG =
      Input.floating("cfg").proposes(8.0).range(0.0, 100.0).step(0.1).with("round", 0.01);
  private static final Input<String> SAMPLER_NAME = Sockets.samplerName("sampler_name");
  private static final Input<String> SCHEDULER = Sockets.schedulerName("scheduler");
  private static final Input<Conditioning> POSITIVE = Sockets.conditioning("positive");
  private static final Input<Conditioning> NEGATIVE = Sockets.conditioning("negative");
  private static final Input<Latent> LATENT_IMAGE = Sockets.latent("latent_image");
  private static final Input<Long> START_AT_STEP =
      Input.integer("start_at_step").proposes(0).range(0, 10000);
  private static final Input<Long> END_AT_STEP =
      Input.integer("end_at_step").proposes(10000).range(0, 10000);
  private static final Input<String> RETURN_WITH_LEFTOVER_NOISE =
      Input.choice("return_with_leftover_noise", "disable", "enable");

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("KSamplerAdvanced")
          .module("nodes")
          .category("sampling")
          .displayName("KSampler (Advanced)")
          .needsDevice()
          .inputs(
              MODEL,
              ADD_NOISE,
              NOISE_SEED,
              STEPS,
              CFG,
              SAMPLER_NAME,
              SCHEDULER,
              POSITIVE,
              NEGATIVE,
              LATENT_IMAGE,
              START_AT_STEP,
              END_AT_STEP,
              RETURN_WITH_LEFTOVER_NOISE)
          .outputs(SocketType.LATENT)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    Model model = inputs.get(MODEL);
    Sampler sampler = Samplers.get(inputs.get(SAMPLER_NAME));
    float[] all =
        SamplingRuns.sigmas(inputs.get(SCHEDULER), model, sampler, inputs.getInt(STEPS), 1);
    float[] sigmas =
        StepPlan.between(
            all,
            inputs.getInt(START_AT_STEP),
            inputs.getInt(END_AT_STEP),
            inputs.get(RETURN_WITH_LEFTOVER_NOISE).equals("enable"));
    CfgGuider guider =
        new CfgGuider(model, inputs.get(POSITIVE), inputs.get(NEGATIVE), inputs.get(CFG));
    NoiseSource noise =
        new NoiseSource(inputs.get(NOISE_SEED), inputs.get(ADD_NOISE).equals("disable"));
    return NodeOutput.of(
        SamplingRuns.run(guider, sampler, sigmas, noise, inputs.get(LATENT_IMAGE), context)
            .samples());
  }
}

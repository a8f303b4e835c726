package io.atelier.nodes.sampling;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.conditioning.Conditioning;
import io.atelier.diffusion.model.Model;
import io.atelier.diffusion.sampler.Sampler;
import io.atelier.diffusion.sampling.CfgGuider;
import io.atelier.diffusion.sampling.NoiseSource;
import io.atelier.diffusion.schedule.Sigmas;
import io.atelier.image.Latent;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.Sockets;

/** Samples with any method and any noise levels. */
@AutoService(Node.class)
public final class SamplerCustom implements Node {
  private static final Input<Model> MODEL = Sockets.model("model");
  private static final Input<Boolean> ADD_NOISE = Input.bool("add_noise").proposes(true);
  private static final Input<Long> NOISE_SEED = Sockets.seed("noise_seed");
  private static final Input<Double> CFG =
      Input.floating("cfg").proposes(8.0).range(0.0, 100.0).step(0.1).with("round", 0.01);
  private static final Input<Conditioning> POSITIVE = Sockets.conditioning("positive");
  private static final Input<Conditioning> NEGATIVE = Sockets.conditioning("negative");
  private static final Input<Sampler> SAMPLER = Sockets.sampler("sampler");
  private static final Input<Sigmas> SIGMAS = Sockets.sigmas("sigmas");
  private static final Input<Latent> LATENT_IMAGE = Sockets.latent("latent_image");

  private static final NodeDefinition DEFINITION =
      SamplingRuns.custom("SamplerCustom")
          .inputs(
              MODEL, ADD_NOISE, NOISE_SEED, CFG, POSITIVE, NEGATIVE, SAMPLER, SIGMAS, LATENT_IMAGE)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    CfgGuider guider =
        new CfgGuider(
            inputs.get(MODEL), inputs.get(POSITIVE), inputs.get(NEGATIVE), inputs.get(CFG));
    NoiseSource noise = new NoiseSource(inputs.get(NOISE_SEED), !inputs.get(ADD_NOISE));
    SamplingRuns.Outcome outcome =
        SamplingRuns.run(
            guider,
            inputs.get(SAMPLER),
            inputs.get(SIGMAS).values(),
            noise,
            inputs.get(LATENT_IMAGE),
            context);
    return NodeOutput.of(outcome.samples(), outcome.denoised());
  }
}

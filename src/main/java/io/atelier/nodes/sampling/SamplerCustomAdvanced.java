package io.atelier.nodes.sampling;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.sampler.Sampler;
import io.atelier.diffusion.sampling.Guider;
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

/** Samples with any noise, guidance, method and noise levels. */
@AutoService(Node.class)
public final class SamplerCustomAdvanced implements Node {
  private static final Input<NoiseSource> NOISE = Sockets.noise("noise");
  private static final Input<Guider> GUIDER = Sockets.guider("guider");
  private static final Input<Sampler> SAMPLER = Sockets.sampler("sampler");
  private static final Input<Sigmas> SIGMAS = Sockets.sigmas("sigmas");
  private static final Input<Latent> LATENT_IMAGE = Sockets.latent("latent_image");

  private static final NodeDefinition DEFINITION =
      SamplingRuns.custom("SamplerCustomAdvanced")
          .inputs(NOISE, GUIDER, SAMPLER, SIGMAS, LATENT_IMAGE)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    SamplingRuns.Outcome outcome =
        SamplingRuns.run(
            inputs.get(GUIDER),
            inputs.get(SAMPLER),
            inputs.get(SIGMAS).values(),
            inputs.get(NOISE),
            inputs.get(LATENT_IMAGE),
            context);
    return NodeOutput.of(outcome.samples(), outcome.denoised());
  }
}

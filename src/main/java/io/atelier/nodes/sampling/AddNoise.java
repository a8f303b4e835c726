package io.atelier.nodes.sampling;

import com.google.auto.service.AutoService;
import io.atelier.array.FloatArray;
import io.atelier.diffusion.model.Model;
import io.atelier.diffusion.sampling.NoiseSource;
import io.atelier.diffusion.schedule.Parameterization;
import io.atelier.diffusion.schedule.Sigmas;
import io.atelier.image.Latent;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.SocketType;
import io.atelier.nodes.Sockets;

/** A latent with the noise that lies between the first and the last level. */
@AutoService(Node.class)
public final class AddNoise implements Node {
  private static final Input<Model> MODEL = Sockets.model("model");
  private static final Input<NoiseSource> NOISE = Sockets.noise("noise");
  private static final Input<Sigmas> SIGMAS = Sockets.sigmas("sigmas");
  private static final Input<Latent> LATENT_IMAGE = Sockets.latent("latent_image");

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("AddNoise")
          .module("comfy_extras.nodes_custom_sampler")
          .category("_for_testing/custom_sampling/noise")
          .needsDevice()
          .inputs(MODEL, NOISE, SIGMAS, LATENT_IMAGE)
          .outputs(SocketType.LATENT)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    float[] sigmas = inputs.get(SIGMAS).values();
    Latent latent = inputs.get(LATENT_IMAGE);
    if (sigmas.length == 0) {
      return NodeOutput.of(latent);
    }
    Model model = inputs.get(MODEL);
    FloatArray samples = model.latent().fitted(latent.samples());
    FloatArray noise = inputs.get(NOISE).noise(samples.shape(), latent.batchIndex());
    double level = sigmas.length > 1 ? Math.abs(sigmas[0] - sigmas[sigmas.length - 1]) : sigmas[0];
    Parameterization meaning = model.parameterization();
    FloatArray noisy =
        model
            .latent()
            .mixed(samples, meaning.latentShare(level), noise, meaning.noiseShare(level, false));
    for (int i = 0; i < noisy.data().length; i++) {
      if (!Float.isFinite(noisy.data()[i])) {
        noisy.data()[i] = 0;
      }
    }
    return NodeOutput.of(latent.withSamples(noisy));
  }
}

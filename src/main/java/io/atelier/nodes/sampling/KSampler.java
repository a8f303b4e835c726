package io.atelier.nodes.sampling;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.conditioning.Conditioning;
import io.atelier.diffusion.model.Model;
import io.atelier.diffusion.sampler.Sampler;
import io.atelier.diffusion.sampler.Samplers;
import io.atelier.diffusion.sampling.CfgGuider;
import io.atelier.diffusion.sampling.NoiseSource;
import io.atelier.image.Latent;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.Output;
import io.atelier.node.SocketType;
import io.atelier.nodes.Sockets;

/** Samples a latent: from noise, or from a latent with part of the noise. */
@AutoService(Node.class)
public final class KSampler implements Node {
  private static final Input<Model> MODEL =
      Sockets.model("model").tooltip("What takes the noise away.");
  private static final Input<Long> SEED =
      Sockets.seed("seed")
          .tooltip("Chooses the noise to start from; the same seed gives the same picture.");
  private static final Input<Long> STEPS =
      Input.integer("steps")
          .tooltip("In how many steps the noise is taken away.")
          .proposes(20)
          .range(1, 10000);
  private static final Input<Double> CFG =
      Input.floating("cfg")
          .tooltip(
              "How strictly to follow the prompts. Higher values keep closer to "
                  + "them; too high ones spoil the picture.")
          .proposes(8.0)
          .range(0.0, 100.0)
          .step(0.1)
          .with("round", 0.01);
  private static final Input<String> SAMPLER_NAME =
      Sockets.samplerName("sampler_name").tooltip("The way from noise to picture.");
  private static final Input<String> SCHEDULER =
      Sockets.schedulerName("scheduler").tooltip("How much noise each step takes away.");
  private static final Input<Conditioning> POSITIVE =
      Sockets.conditioning("positive").tooltip("What the picture is to show.");
  private static final Input<Conditioning> NEGATIVE =
      Sockets.conditioning("negative").tooltip("What the picture is not to show.");
  private static final Input<Latent> LATENT_IMAGE =
      Sockets.latent("latent_image").tooltip("Where sampling starts.");
  private static final Input<Double> DENOISE =
      Input.floating("denoise")
          .tooltip(
              "How much of the noise is put on and taken away again. Below 1 "
                  + "something of the given latent remains.")
          .proposes(1.0)
          .range(0.0, 1.0)
          .step(0.01);

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("KSampler")
          .module("nodes")
          .category("sampling")
          .description(
              "Turns noise into a latent step by step, towards what one prompt "
                  + "describes and away from the other.")
          .needsDevice()
          .inputs(
              MODEL,
              SEED,
              STEPS,
              CFG,
              SAMPLER_NAME,
              SCHEDULER,
              POSITIVE,
              NEGATIVE,
              LATENT_IMAGE,
              DENOISE)
          .outputs(Output.of(SocketType.LATENT).tooltip("The sampled latent."))
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    Model model = inputs.get(MODEL);
    Sampler sampler = Samplers.get(inputs.get(SAMPLER_NAME));
    float[] sigmas =
        SamplingRuns.sigmas(
            inputs.get(SCHEDULER), model, sampler, inputs.getInt(STEPS), inputs.get(DENOISE));
    CfgGuider guider =
        new CfgGuider(model, inputs.get(POSITIVE), inputs.get(NEGATIVE), inputs.get(CFG));
    NoiseSource noise = NoiseSource.ofSeed(inputs.get(SEED));
    return NodeOutput.of(
        SamplingRuns.run(guider, sampler, sigmas, noise, inputs.get(LATENT_IMAGE), context)
            .samples());
  }
}

package io.atelier.nodes;

import io.atelier.diffusion.autoencoder.Vae;
import io.atelier.diffusion.conditioning.Conditioning;
import io.atelier.diffusion.conditioning.ControlNet;
import io.atelier.diffusion.conditioning.Gligen;
import io.atelier.diffusion.model.Model;
import io.atelier.diffusion.sampler.Sampler;
import io.atelier.diffusion.sampler.Samplers;
import io.atelier.diffusion.sampling.Guider;
import io.atelier.diffusion.sampling.NoiseSource;
import io.atelier.diffusion.schedule.Schedulers;
import io.atelier.diffusion.schedule.Sigmas;
import io.atelier.diffusion.text.TextEncoder;
import io.atelier.diffusion.upscale.UpscaleModel;
import io.atelier.diffusion.vision.ClipVision;
import io.atelier.diffusion.vision.ClipVisionNetwork;
import io.atelier.diffusion.vision.StyleModel;
import io.atelier.image.ImageBatch;
import io.atelier.image.Latent;
import io.atelier.image.MaskBatch;
import io.atelier.node.Choices;
import io.atelier.node.Input;
import io.atelier.node.SocketType;
import java.math.BigInteger;

/** The socket types of diffusion, and inputs of these and the related types. */
public final class Sockets {
  public static final SocketType MODEL = new SocketType("MODEL");
  public static final SocketType CLIP = new SocketType("CLIP");
  public static final SocketType VAE = new SocketType("VAE");
  public static final SocketType CONDITIONING = new SocketType("CONDITIONING");
  public static final SocketType SAMPLER = new SocketType("SAMPLER");
  public static final SocketType SIGMAS = new SocketType("SIGMAS");
  public static final SocketType NOISE = new SocketType("NOISE");
  public static final SocketType GUIDER = new SocketType("GUIDER");
  public static final SocketType CONTROL_NET = new SocketType("CONTROL_NET");
  public static final SocketType UPSCALE_MODEL = new SocketType("UPSCALE_MODEL");

  public static final SocketType CLIP_VISION = new SocketType("CLIP_VISION");
  public static final SocketType CLIP_VISION_OUTPUT = new SocketType("CLIP_VISION_OUTPUT");
  public static final SocketType GLIGEN = new SocketType("GLIGEN");
  public static final SocketType STYLE_MODEL = new SocketType("STYLE_MODEL");

  private static final BigInteger GREATEST_SEED =
      BigInteger.ONE.shiftLeft(Long.SIZE).subtract(BigInteger.ONE);

  private Sockets() {}

  public static Input<Model> model(String name) {
    return Input.socket(name, MODEL, Model.class);
  }

  public static Input<TextEncoder> clip(String name) {
    return Input.socket(name, CLIP, TextEncoder.class);
  }

  public static Input<Vae> vae(String name) {
    return Input.socket(name, VAE, Vae.class);
  }

  public static Input<Conditioning> conditioning(String name) {
    return Input.socket(name, CONDITIONING, Conditioning.class);
  }

  public static Input<Sampler> sampler(String name) {
    return Input.socket(name, SAMPLER, Sampler.class);
  }

  public static Input<Sigmas> sigmas(String name) {
    return Input.socket(name, SIGMAS, Sigmas.class);
  }

  public static Input<NoiseSource> noise(String name) {
    return Input.socket(name, NOISE, NoiseSource.class);
  }

  public static Input<Guider> guider(String name) {
    return Input.socket(name, GUIDER, Guider.class);
  }

  public static Input<ControlNet> controlNet(String name) {
    return Input.socket(name, CONTROL_NET, ControlNet.class);
  }

  public static Input<UpscaleModel> upscaleModel(String name) {
    return Input.socket(name, UPSCALE_MODEL, UpscaleModel.class);
  }

  public static Input<ClipVision> clipVision(String name) {
    return Input.socket(name, CLIP_VISION, ClipVision.class);
  }

  public static Input<ClipVisionNetwork.Features> clipVisionOutput(String name) {
    return Input.socket(name, CLIP_VISION_OUTPUT, ClipVisionNetwork.Features.class);
  }

  public static Input<StyleModel> styleModel(String name) {
    return Input.socket(name, STYLE_MODEL, StyleModel.class);
  }

  public static Input<Gligen> gligen(String name) {
    return Input.socket(name, GLIGEN, Gligen.class);
  }

  public static Input<Latent> latent(String name) {
    return Input.socket(name, SocketType.LATENT, Latent.class);
  }

  public static Input<ImageBatch> image(String name) {
    return Input.socket(name, SocketType.IMAGE, ImageBatch.class);
  }

  public static Input<MaskBatch> mask(String name) {
    return Input.socket(name, SocketType.MASK, MaskBatch.class);
  }

  /** The seed of noise, 0 to 2^64−1. */
  public static Input<Long> seed(String name) {
    return Input.integer(name)
        .proposes(0)
        .range(0, GREATEST_SEED)
        .with("control_after_generate", true);
  }

  /** A sampling method by its name. */
  public static Input<String> samplerName(String name) {
    return Input.choice(name, Choices.of(Samplers.names().toArray()));
  }

  /** A scheduler by its name. */
  public static Input<String> schedulerName(String name) {
    return Input.choice(name, Choices.of(Schedulers.names().toArray()));
  }
}

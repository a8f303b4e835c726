package io.atelier.diffusion.model;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.autoencoder.LatentFormat;
import io.atelier.diffusion.conditioning.Conditioning;
import io.atelier.diffusion.conditioning.Controls;
import io.atelier.diffusion.conditioning.Gligen;
import io.atelier.diffusion.family.Architecture;
import io.atelier.diffusion.guidance.Guidance;
import io.atelier.diffusion.guidance.GuidanceRule;
import io.atelier.diffusion.guidance.MaskRule;
import io.atelier.diffusion.guidance.PostGuidanceRule;
import io.atelier.diffusion.guidance.PreGuidanceRule;
import io.atelier.diffusion.network.DenoisingNetwork;
import io.atelier.diffusion.network.Hints;
import io.atelier.diffusion.network.NetworkInput;
import io.atelier.diffusion.network.NetworkPatch;
import io.atelier.diffusion.network.NetworkPatches;
import io.atelier.diffusion.schedule.NoiseLevels;
import io.atelier.diffusion.schedule.Parameterization;
import io.atelier.diffusion.store.ModelStore;
import io.atelier.diffusion.store.WeightsKey;
import io.atelier.diffusion.store.WeightsPatch;
import io.atelier.diffusion.unet.ControlResiduals;
import io.atelier.diffusion.unet.UNet;
import org.jspecify.annotations.Nullable;

/**
 * A model that removes noise: weights, what they mean, and how they are patched. Patched copies
 * share what they can.
 *
 * @param levels the noise that it knows
 * @param patches changes within the network
 * @param guidance how predictions are combined
 * @param maskRule how a mask changes during sampling, or null for not at all
 */
public record Model(
    ModelStore store,
    WeightsKey weights,
    Architecture architecture,
    NoiseLevels levels,
    Parameterization parameterization,
    NetworkPatches patches,
    Guidance guidance,
    @Nullable MaskRule maskRule) {

  /** The same with other noise levels and another meaning of the output. */
  public Model with(NoiseLevels otherLevels, Parameterization other) {
    return new Model(store, weights, architecture, otherLevels, other, patches, guidance, maskRule);
  }

  /** The same with something done to its weights. */
  public Model with(WeightsPatch patch) {
    return new Model(
        store,
        weights.with(patch),
        architecture,
        levels,
        parameterization,
        patches,
        guidance,
        maskRule);
  }

  /** The same with one change within the network more. */
  public Model with(NetworkPatch patch) {
    return new Model(
        store,
        weights,
        architecture,
        levels,
        parameterization,
        patches.with(patch),
        guidance,
        maskRule);
  }

  /** The same with one change of predictions more. */
  public Model with(PreGuidanceRule rule) {
    return with(guidance.with(rule));
  }

  /** The same with another way to combine predictions. */
  public Model withRule(GuidanceRule rule) {
    return with(guidance.with(rule));
  }

  /** The same with one change of guided predictions more. */
  public Model withResult(PostGuidanceRule rule) {
    return with(guidance.withResult(rule));
  }

  private Model with(Guidance other) {
    return new Model(
        store, weights, architecture, levels, parameterization, patches, other, maskRule);
  }

  /** The same with masks that change during sampling. */
  public Model with(MaskRule other) {
    return new Model(
        store, weights, architecture, levels, parameterization, patches, guidance, other);
  }

  /** The latents that it works on. */
  public LatentFormat latent() {
    return architecture.latent();
  }

  /**
   * What a network is given beside noisy latents.
   *
   * @param context text features [batch, tokens, width]
   * @param extra further channels of the input [batch, channels, height, width], or null
   * @param hints what only some networks are told
   * @param control nets that add to the network's features, or null
   * @param controlContext the text that these are told [batch, tokens, width], or null for the same
   * @param boxes which things are to be where in every item, or null
   * @param groups of the batch, each with one conditioning
   */
  public record Inputs(
      FloatArray context,
      @Nullable FloatArray extra,
      Hints hints,
      Conditioning.@Nullable Control control,
      @Nullable FloatArray controlContext,
      Gligen.@Nullable Boxes boxes,
      int groups) {
    /** Text alone. */
    public static Inputs of(FloatArray context) {
      return new Inputs(context, null, Hints.NONE, null, null, null, 1);
    }
  }

  /**
   * Predictions of the picture for noisy latents.
   *
   * @param x [batch, channels, height, width], with frames before the height for videos
   * @param sigmas the level of each item
   */
  public FloatArray denoise(FloatArray x, double[] sigmas, Inputs inputs) {
    float[] timesteps = new float[sigmas.length];
    for (int i = 0; i < sigmas.length; i++) {
      timesteps[i] = (float) levels.timestep(sigmas[i]);
    }
    NetworkInput input = input(scaled(x, sigmas), timesteps, sigmas[0], inputs);
    NetworkPatches now = patches.at(sigmas[0]);
    Gligen.Boxes boxes = inputs.boxes();
    FloatArray output =
        boxes == null
            ? predict(input, now)
            : boxes.with(
                x.size(-2), x.size(-1), places -> predict(input.with(UNet.PLACES, places), now));
    FloatArray picture = FloatArray.zeros(x.shape());
    int length = x.itemLength();
    for (int b = 0; b < sigmas.length; b++) {
      Parameterization.Weights w = parameterization.picture(sigmas[b], timesteps[b]);
      for (int i = b * length; i < (b + 1) * length; i++) {
        picture.data()[i] = (float) (w.latent() * x.data()[i] + w.output() * output.data()[i]);
      }
    }
    return picture;
  }

  private NetworkInput input(FloatArray latents, float[] timesteps, double sigma, Inputs inputs) {
    FloatArray extra = inputs.extra();
    NetworkInput input =
        new NetworkInput(
            extra == null ? latents : FloatArray.joinChannels(latents, extra),
            timesteps,
            inputs.context(),
            inputs.hints());
    Conditioning.Control control = inputs.control();
    if (control == null) {
      return input;
    }
    FloatArray told = inputs.controlContext();
    NetworkInput asked =
        new NetworkInput(
            latents, timesteps, told == null ? inputs.context() : told, inputs.hints());
    ControlResiduals residuals = Controls.of(control, asked, sigma, levels, inputs.groups());
    return residuals == null ? input : input.with(UNet.RESIDUALS, residuals);
  }

  /** The latents in the scale that the network takes. */
  public FloatArray scaled(FloatArray x, double[] sigmas) {
    FloatArray input = FloatArray.zeros(x.shape());
    int length = x.itemLength();
    for (int b = 0; b < sigmas.length; b++) {
      double scale = parameterization.inputScale(sigmas[b]);
      for (int i = b * length; i < (b + 1) * length; i++) {
        input.data()[i] = (float) (scale * x.data()[i]);
      }
    }
    return input;
  }

  /** The network's raw output. */
  public FloatArray predict(NetworkInput input) {
    return predict(input, patches);
  }

  private FloatArray predict(NetworkInput input, NetworkPatches now) {
    return store.with(
        weights,
        DenoisingNetwork.class,
        architecture::network,
        network -> network.predict(input, now));
  }
}

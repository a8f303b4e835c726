package io.atelier.diffusion.model;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.conditioning.Conditioning;
import io.atelier.diffusion.conditioning.Controls;
import io.atelier.diffusion.conditioning.Gligen;
import io.atelier.diffusion.family.ModelFamily;
import io.atelier.diffusion.guidance.GuessRule;
import io.atelier.diffusion.guidance.Guidance;
import io.atelier.diffusion.guidance.GuidanceRule;
import io.atelier.diffusion.guidance.MaskRule;
import io.atelier.diffusion.guidance.ResultRule;
import io.atelier.diffusion.schedule.NoiseLevels;
import io.atelier.diffusion.schedule.Parameterization;
import io.atelier.diffusion.store.ModelStore;
import io.atelier.diffusion.unet.DeepShrink;
import io.atelier.diffusion.unet.GroundingNetwork;
import io.atelier.diffusion.unet.SelfAttentionPatch;
import io.atelier.diffusion.unet.SkipFilter;
import io.atelier.diffusion.unet.UNet;
import io.atelier.diffusion.unet.UNetPatches;
import io.atelier.diffusion.store.WeightsKey;
import io.atelier.diffusion.store.WeightsPatch;
import org.jspecify.annotations.Nullable;

/**
 * A model that removes noise: weights, what they mean, and how they are patched. Patched copies
 * share what they can.
 *
 * @param levels the noise that it knows
 * @param patches changes within the network
 * @param guidance how guesses are combined
 * @param maskRule how a mask changes during sampling, or null for not at all
 */
public record Model(
    ModelStore store,
    WeightsKey weights,
    ModelFamily family,
    NoiseLevels levels,
    Parameterization parameterization,
    UNetPatches patches,
    Guidance guidance,
    @Nullable MaskRule maskRule) {

  /** The same with other noise levels and another meaning of the output. */
  public Model with(NoiseLevels otherLevels, Parameterization other) {
    return new Model(store, weights, family, otherLevels, other, patches, guidance, maskRule);
  }

  /** The same with something done to its weights. */
  public Model with(WeightsPatch patch) {
    return new Model(
        store, weights.with(patch), family, levels, parameterization, patches, guidance, maskRule);
  }

  /** The same with one change within the network more. */
  public Model with(SkipFilter filter) {
    return with(patches.with(filter));
  }

  /** The same with one change of self-attention more. */
  public Model withAttention(SelfAttentionPatch attention) {
    return with(patches.withAttention(attention));
  }

  /** The same with one change of the feature maps' sizes more. */
  public Model with(DeepShrink shrink) {
    return with(patches.with(shrink));
  }

  private Model with(UNetPatches others) {
    return new Model(store, weights, family, levels, parameterization, others, guidance, maskRule);
  }

  /** The same with one change of guesses more. */
  public Model with(GuessRule rule) {
    return with(guidance.with(rule));
  }

  /** The same with another way to combine guesses. */
  public Model withRule(GuidanceRule rule) {
    return with(guidance.with(rule));
  }

  /** The same with one change of guided guesses more. */
  public Model withResult(ResultRule rule) {
    return with(guidance.withResult(rule));
  }

  private Model with(Guidance other) {
    return new Model(store, weights, family, levels, parameterization, patches, other, maskRule);
  }

  /** The same with masks that change during sampling. */
  public Model with(MaskRule other) {
    return new Model(store, weights, family, levels, parameterization, patches, guidance, other);
  }

  /**
   * What a network is given beside noisy latents.
   *
   * @param context text features [batch, tokens, width]
   * @param extra further channels of the input [batch, channels, height, width], or null
   * @param control nets that add to the network's features, or null
   * @param controlContext the text that these are told [batch, tokens, width], or null for the same
   * @param boxes which things are to be where in every item, or null
   * @param groups of the batch, each with one conditioning
   */
  public record Inputs(
      FloatArray context,
      @Nullable FloatArray extra,
      Conditioning.@Nullable Control control,
      @Nullable FloatArray controlContext,
      Gligen.@Nullable Boxes boxes,
      int groups) {
    /** Text alone. */
    public static Inputs of(FloatArray context) {
      return new Inputs(context, null, null, null, null, 1);
    }
  }

  /**
   * Guesses of the picture for noisy latents.
   *
   * @param x [batch, channels, height, width]
   * @param sigmas the level of each item
   */
  public FloatArray denoise(FloatArray x, double[] sigmas, Inputs inputs) {
    float[] timesteps = new float[sigmas.length];
    for (int i = 0; i < sigmas.length; i++) {
      timesteps[i] = (float) levels.timestep(sigmas[i]);
    }
    UNet.Request request = request(scaled(x, sigmas), timesteps, sigmas[0], inputs);
    UNetPatches now = patches.at(sigmas[0]);
    Gligen.Boxes boxes = inputs.boxes();
    FloatArray output =
        boxes == null
            ? predict(request, now, null)
            : boxes.with(x.size(2), x.size(3), places -> predict(request, now, places));
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

  private UNet.Request request(FloatArray input, float[] timesteps, double sigma, Inputs inputs) {
    FloatArray told = inputs.controlContext();
    UNet.Request plain =
        new UNet.Request(input, timesteps, told == null ? inputs.context() : told, null);
    FloatArray extra = inputs.extra();
    return new UNet.Request(
        extra == null ? input : FloatArray.joinChannels(input, extra),
        timesteps,
        inputs.context(),
        null,
        inputs.control() == null
            ? null
            : Controls.of(inputs.control(), plain, sigma, levels, inputs.groups()));
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
  public FloatArray predict(UNet.Request request) {
    return predict(request, patches, null);
  }

  private FloatArray predict(
      UNet.Request request, UNetPatches now, GroundingNetwork.@Nullable Places places) {
    return store.with(
        weights,
        UNet.class,
        loaded -> new UNet(loaded, family.heads()),
        network -> network.predict(request, now, places));
  }
}

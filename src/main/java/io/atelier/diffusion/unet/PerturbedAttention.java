package io.atelier.diffusion.unet;

import org.bytedeco.pytorch.Tensor;

/**
 * Lets every pixel of the middle block attend to itself alone. See <a
 * href="https://arxiv.org/abs/2403.17377">Self-Rectifying Diffusion Sampling with
 * Perturbed-Attention Guidance</a>.
 */
public record PerturbedAttention() implements SelfAttentionPatch {
  @Override
  public Tensor attend(SelfAttention.Call call, SelfAttention attention) {
    return call.place().part() == SelfAttention.Part.MIDDLE
        ? attention.values(call)
        : attention.attend(call);
  }
}

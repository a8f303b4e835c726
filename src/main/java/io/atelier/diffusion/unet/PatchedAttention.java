package io.atelier.diffusion.unet;

import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** A self-attention with one change. */
record PatchedAttention(SelfAttention plain, SelfAttentionPatch patch) implements SelfAttention {
  /** The attention with changes, the last outermost. */
  static SelfAttention of(SelfAttention plain, List<SelfAttentionPatch> patches) {
    SelfAttention attention = plain;
    for (SelfAttentionPatch patch : patches) {
      attention = new PatchedAttention(attention, patch);
    }
    return attention;
  }

  @Override
  public Tensor attend(Call call) {
    return patch.attend(call, plain);
  }

  @Override
  public Tensor values(Call call) {
    return plain.values(call);
  }

  @Override
  public Tensor weights(Call call) {
    return plain.weights(call);
  }
}

package io.atelier.diffusion.unet;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.layer.Linear;
import io.atelier.diffusion.layer.Weights;
import io.atelier.diffusion.network.NetworkInput;
import io.atelier.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/** What a network knows of the noise level and, if it takes a label, of size and text. */
final class TimeEmbedding {
  private final Linear time1;
  private final Linear time2;
  private final @Nullable Linear label1;
  private final @Nullable Linear label2;
  private final int modelChannels;

  /** The embedding of a network whose weights are named {@code time_embed.…} and so on. */
  TimeEmbedding(Weights weights) {
    this.time1 = new Linear(weights.in("time_embed.0"));
    this.time2 = new Linear(weights.in("time_embed.2"));
    boolean labelled = weights.has("label_emb.0.0.weight");
    this.label1 = labelled ? new Linear(weights.in("label_emb.0.0")) : null;
    this.label2 = labelled ? new Linear(weights.in("label_emb.0.2")) : null;
    this.modelChannels = (int) weights.get("input_blocks.0.0.weight").size(0);
  }

  int modelChannels() {
    return modelChannels;
  }

  /** The embedding [batch, 4·channels]. */
  Tensor of(NetworkInput input) {
    FloatArray times = SinusoidalEmbedding.of(input.timesteps(), modelChannels);
    Tensor embedding = time2.forward(torch.silu(time1.forward(Tensors.toNative(times))));
    if (label1 == null || label2 == null) {
      return embedding;
    }
    FloatArray label = input.hints().find(UNet.LABEL);
    if (label == null) {
      throw new IllegalArgumentException("the model takes a label, but none was given");
    }
    Tensor hidden = torch.silu(label1.forward(Tensors.toNative(label)));
    return embedding.add(label2.forward(hidden));
  }
}

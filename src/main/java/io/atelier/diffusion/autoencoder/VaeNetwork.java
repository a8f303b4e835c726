package io.atelier.diffusion.autoencoder;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.layer.Conv2d;
import io.atelier.diffusion.layer.GroupNorm;
import io.atelier.diffusion.layer.Layer;
import io.atelier.diffusion.layer.Weights;
import io.atelier.tensor.TensorScope;
import io.atelier.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The autoencoder of Stable Diffusion: pictures to latents of an eighth of their sides and back.
 * Levels and blocks are read from the weights. See <a
 * href="https://arxiv.org/abs/2112.10752">High-Resolution Image Synthesis with Latent Diffusion
 * Models</a>.
 */
public final class VaeNetwork {
  private final List<Layer> encoder;
  private final List<Layer> decoder;
  private final int latentChannels;

  /** The network over weights named {@code encoder.…}, {@code decoder.…}, {@code quant_conv.…}. */
  public VaeNetwork(Weights weights) {
    this.encoder = encoderLayers(weights);
    this.decoder = decoderLayers(weights);
    this.latentChannels = (int) weights.get("decoder.conv_in.weight").size(1);
  }

  private static List<Layer> encoderLayers(Weights weights) {
    Weights encoder = weights.in("encoder");
    List<Layer> layers = new ArrayList<>();
    layers.add(new Conv2d(encoder.in("conv_in")));
    for (int level = 0; encoder.in("down").in(level).isPresent(); level++) {
      Weights part = encoder.in("down").in(level);
      addBlocks(part, layers);
      if (part.in("downsample").isPresent()) {
        Conv2d halving = new Conv2d(part.in("downsample.conv"), 2, 0);
        layers.add(x -> halving.forward(torch.pad(x, 0, 1, 0, 1)));
      }
    }
    addMiddle(encoder.in("mid"), layers);
    addEnd(encoder, layers);
    addIfPresent(weights.in("quant_conv"), layers);
    return layers;
  }

  private static List<Layer> decoderLayers(Weights weights) {
    Weights decoder = weights.in("decoder");
    List<Layer> layers = new ArrayList<>();
    addIfPresent(weights.in("post_quant_conv"), layers);
    layers.add(new Conv2d(decoder.in("conv_in")));
    addMiddle(decoder.in("mid"), layers);
    int levels = 0;
    while (decoder.in("up").in(levels).isPresent()) {
      levels++;
    }
    for (int level = levels - 1; level >= 0; level--) {
      Weights part = decoder.in("up").in(level);
      addBlocks(part, layers);
      if (part.in("upsample").isPresent()) {
        Conv2d smoothing = new Conv2d(part.in("upsample.conv"));
        layers.add(x -> smoothing.forward(doubled(x)));
      }
    }
    addEnd(decoder, layers);
    return layers;
  }

  private static void addBlocks(Weights part, List<Layer> layers) {
    for (int i = 0; part.in("block").in(i).isPresent(); i++) {
      layers.add(new ResnetBlock(part.in("block").in(i)));
      if (part.in("attn").in(i).isPresent()) {
        layers.add(new PixelAttention(part.in("attn").in(i)));
      }
    }
  }

  private static void addMiddle(Weights middle, List<Layer> layers) {
    layers.add(new ResnetBlock(middle.in("block_1")));
    layers.add(new PixelAttention(middle.in("attn_1")));
    layers.add(new ResnetBlock(middle.in("block_2")));
  }

  private static void addEnd(Weights part, List<Layer> layers) {
    GroupNorm norm = new GroupNorm(part.in("norm_out"), ResnetBlock.EPSILON);
    Conv2d conv = new Conv2d(part.in("conv_out"));
    layers.add(x -> conv.forward(torch.silu(norm.forward(x))));
  }

  private static void addIfPresent(Weights conv, List<Layer> layers) {
    if (conv.has("weight")) {
      layers.add(new Conv2d(conv));
    }
  }

  private static Tensor doubled(Tensor x) {
    return torch.upsample_nearest2d(x, new long[] {x.size(2) * 2, x.size(3) * 2});
  }

  /**
   * The mean of the latents' distribution.
   *
   * @param pixels [batch, 3, height, width] from −1 to 1, sides multiples of 8
   */
  public FloatArray encode(FloatArray pixels) {
    return TensorScope.compute(
        () -> {
          Tensor moments = through(encoder, Tensors.toNative(pixels));
          return Tensors.toJava(moments.narrow(1, 0, moments.size(1) / 2));
        });
  }

  /**
   * The picture [batch, 3, 8·height, 8·width], about −1 to 1, not clamped.
   *
   * @param latents [batch, channels, height, width], unscaled
   */
  public FloatArray decode(FloatArray latents) {
    return TensorScope.compute(() -> Tensors.toJava(through(decoder, Tensors.toNative(latents))));
  }

  static Tensor through(List<Layer> layers, Tensor x) {
    Tensor h = x;
    for (Layer layer : layers) {
      Tensor before = h;
      try (TensorScope scope = TensorScope.open()) {
        h = scope.keep(layer.forward(before));
      }
      TensorScope.free(before);
    }
    return h;
  }

  public int latentChannels() {
    return latentChannels;
  }
}

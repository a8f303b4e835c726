package io.atelier.diffusion.unet;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.layer.Conv2d;
import io.atelier.diffusion.layer.Layer;
import io.atelier.diffusion.layer.Weights;
import io.atelier.tensor.TensorScope;
import io.atelier.tensor.Tensors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * A T2I-Adapter: a small network that sees a picture, and adds to the maps at the end of each level
 * of a UNet's contracting path. See <a href="https://arxiv.org/abs/2302.08453">T2I-Adapter</a>.
 */
public final class AdapterNetwork {
  /** Levels of the contracting path, each half as wide and high as the one before. */
  public static final int LEVELS = 4;

  /** The side of the squares of pixels that become channels. */
  public static final int SQUARE = 8;

  private static final int BLOCKS_PER_LEVEL = 3;
  private static final int COLOURS = 3;

  private final Conv2d in;
  private final boolean grey;
  private final List<List<Layer>> levels = new ArrayList<>();

  /** The network over weights named {@code conv_in} and {@code body.…}. */
  public AdapterNetwork(Weights weights) {
    this.in = new Conv2d(weights.in("conv_in"));
    this.grey = weights.get("conv_in.weight").size(1) == SQUARE * SQUARE;
    Weights body = weights.in("body");
    int count = 0;
    while (body.in(count).has("block1.weight")) {
      count++;
    }
    int each = count / LEVELS;
    for (int level = 0; level < LEVELS; level++) {
      List<Layer> blocks = new ArrayList<>();
      for (int i = 0; i < each; i++) {
        blocks.add(new AdapterBlock(body.in(level * each + i), level > 0 && i == 0));
      }
      levels.add(blocks);
    }
  }

  /** Two convolutions around a shortcut, perhaps after the sides are halved. */
  private static final class AdapterBlock implements Layer {
    private final boolean halving;
    private final @Nullable Conv2d halvingConv;
    private final @Nullable Conv2d widening;
    private final Conv2d conv1;
    private final Conv2d conv2;
    private final @Nullable Conv2d shortcut;

    AdapterBlock(Weights weights, boolean halving) {
      this.halving = halving;
      this.halvingConv =
          weights.has("down_opt.op.weight") ? new Conv2d(weights.in("down_opt.op"), 2, 1) : null;
      this.widening = weights.has("in_conv.weight") ? new Conv2d(weights.in("in_conv")) : null;
      this.conv1 = new Conv2d(weights.in("block1"));
      this.conv2 = new Conv2d(weights.in("block2"));
      this.shortcut = weights.has("skep.weight") ? new Conv2d(weights.in("skep")) : null;
    }

    @Override
    public Tensor forward(Tensor x) {
      try (TensorScope scope = TensorScope.open()) {
        Tensor smaller = halving ? halved(x) : x;
        Tensor wide = widening == null ? smaller : widening.forward(smaller);
        Tensor h = conv2.forward(torch.relu(conv1.forward(wide)));
        return scope.keep(h.add(shortcut == null ? wide : shortcut.forward(wide)));
      }
    }

    /** Odd sides are rounded up, as in the UNet, with zeros around. */
    private Tensor halved(Tensor x) {
      return halvingConv != null
          ? halvingConv.forward(x)
          : torch.avg_pool2d(
              x,
              new long[] {2, 2},
              new long[] {2, 2},
              new long[] {x.size(2) % 2, x.size(3) % 2},
              false,
              true,
              new LongOptional());
    }
  }

  /**
   * What is added to a UNet.
   *
   * @param hint [batch, 3, 8·height, 8·width] from 0 to 1
   */
  public ControlResiduals predict(FloatArray hint) {
    return TensorScope.compute(
        () -> {
          Tensor shown = Tensors.toNative(grey ? mean(hint) : hint);
          Tensor h = in.forward(torch.pixel_unshuffle(shown, SQUARE));
          Map<Integer, FloatArray> inputs = new HashMap<>();
          for (int level = 0; level < levels.size(); level++) {
            for (Layer block : levels.get(level)) {
              h = block.forward(h);
            }
            inputs.put(BLOCKS_PER_LEVEL * (level + 1) - 1, Tensors.toJava(h));
          }
          return new ControlResiduals(null, List.of(), inputs);
        });
  }

  private static FloatArray mean(FloatArray colours) {
    int plane = colours.size(2) * colours.size(3);
    FloatArray out = FloatArray.zeros(colours.size(0), 1, colours.size(2), colours.size(3));
    for (int i = 0; i < out.data().length; i++) {
      int from = i / plane * COLOURS * plane + i % plane;
      float sum = colours.data()[from] + colours.data()[from + plane];
      out.data()[i] = (sum + colours.data()[from + 2 * plane]) / COLOURS;
    }
    return out;
  }
}

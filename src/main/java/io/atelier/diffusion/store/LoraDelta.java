package io.atelier.diffusion.store;

import io.atelier.tensor.NativeTensors;
import io.atelier.tensor.SafetensorsFile;
import io.atelier.tensor.TensorInfo;
import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/**
 * What a LoRA file adds to one weight: a product of two thin matrices, or a whole difference. See
 * <a href="https://arxiv.org/abs/2106.09685">LoRA</a> and <a
 * href="https://arxiv.org/abs/2402.09353">DoRA</a>.
 *
 * @param base the name that the file's tensors of this weight have in common
 */
public record LoraDelta(SafetensorsFile file, String base) {
  /** Endings of the two matrices' names, in the spellings of the tools that write such files. */
  private static final List<List<String>> PAIRS =
      List.of(
          List.of(".lora_up.weight", ".lora_down.weight"),
          List.of("_lora.up.weight", "_lora.down.weight"),
          List.of(".lora_B.weight", ".lora_A.weight"),
          List.of(".lora.up.weight", ".lora.down.weight"),
          List.of(".lora_linear_layer.up.weight", ".lora_linear_layer.down.weight"));

  /** All endings that a weight's or a bias's tensors may have. */
  public static final List<String> ENDINGS =
      List.of(
          ".lora_up.weight",
          ".lora_down.weight",
          ".lora_mid.weight",
          "_lora.up.weight",
          "_lora.down.weight",
          ".lora_B.weight",
          ".lora_A.weight",
          ".lora.up.weight",
          ".lora.down.weight",
          ".lora_linear_layer.up.weight",
          ".lora_linear_layer.down.weight",
          ".alpha",
          ".dora_scale",
          ".diff",
          ".diff_b",
          ".w_norm",
          ".b_norm",
          ".set_weight");

  /** The weight with the delta, as a new tensor of the same shape. */
  Tensor applyTo(Tensor weight, String name, double strength) throws IOException {
    if (name.endsWith(".bias")) {
      Tensor difference = firstOf(".diff_b", ".b_norm");
      return difference == null ? weight.clone() : add(weight, difference, strength);
    }
    Tensor value = read(".set_weight");
    if (value != null) {
      return value.reshape(weight.sizes()).clone();
    }
    Tensor difference = firstOf(".diff", ".w_norm");
    Tensor result = difference == null ? weight : add(weight, difference, strength);
    for (List<String> pair : PAIRS) {
      Tensor up = read(pair.get(0));
      Tensor down = read(pair.get(1));
      if (up != null && down != null) {
        return addProduct(result, up, down, strength);
      }
    }
    return result.clone();
  }

  private Tensor addProduct(Tensor weight, Tensor up, Tensor down, double strength)
      throws IOException {
    Tensor alpha = read(".alpha");
    double scale = alpha == null ? 1 : alpha.item_double() / down.size(0);
    Tensor thin = down;
    Tensor mid = read(".lora_mid.weight");
    if (mid != null) {
      thin = throughMiddle(mid, down);
    }
    Tensor delta =
        up.flatten(1, -1).mm(thin.flatten(1, -1)).reshape(weight.sizes()).mul(new Scalar(scale));
    Tensor magnitude = read(".dora_scale");
    return magnitude == null
        ? add(weight, delta, strength)
        : weight.add(
            directed(weight.add(delta), weight, magnitude).sub(weight).mul(new Scalar(strength)));
  }

  /** The lower matrix [rank, in, kh, kw] of a factorised convolution. */
  private static Tensor throughMiddle(Tensor mid, Tensor down) {
    long[] shape = {down.size(1), down.size(0), mid.size(2), mid.size(3)};
    return down.transpose(0, 1)
        .flatten(1, -1)
        .mm(mid.transpose(0, 1).flatten(1, -1))
        .reshape(shape)
        .transpose(0, 1);
  }

  /** The sum, rescaled so that its rows (or columns) have the magnitudes that the file gives. */
  private static Tensor directed(Tensor sum, Tensor weight, Tensor magnitude) {
    double epsilon = Math.ulp(1.0f);
    if (magnitude.size(0) == weight.size(0)) {
      long[] rows = ones(weight);
      rows[0] = weight.size(0);
      Tensor norm = rowNorm(weight).reshape(rows).add(new Scalar(epsilon));
      return sum.mul(magnitude.reshape(rows).div(norm));
    }
    long[] columns = ones(weight);
    columns[1] = weight.size(1);
    Tensor norm = rowNorm(sum.transpose(0, 1)).reshape(columns).add(new Scalar(epsilon));
    return sum.mul(magnitude.reshape(columns).div(norm));
  }

  private static long[] ones(Tensor weight) {
    long[] shape = new long[(int) weight.dim()];
    java.util.Arrays.fill(shape, 1);
    return shape;
  }

  private static Tensor rowNorm(Tensor matrix) {
    Tensor rows = matrix.flatten(1, -1);
    return rows.mul(rows).sum(1).sqrt();
  }

  private static Tensor add(Tensor weight, Tensor delta, double strength) {
    return weight.add(delta.reshape(weight.sizes()).mul(new Scalar(strength)));
  }

  private @Nullable Tensor firstOf(String first, String second) throws IOException {
    Tensor tensor = read(first);
    return tensor == null ? read(second) : tensor;
  }

  private @Nullable Tensor read(String ending) throws IOException {
    TensorInfo info = file.tensors().get(base + ending);
    if (info == null) {
      return null;
    }
    ByteBuffer data = file.data(info.name());
    try {
      return NativeTensors.over(data, info).to(ScalarType.Float).clone();
    } finally {
      Reference.reachabilityFence(data);
    }
  }
}

package io.atelier.diffusion.unet;

import io.atelier.array.FloatArray;
import io.atelier.tensor.TensorScope;
import io.atelier.tensor.Tensors;
import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Merges pixels of the largest feature maps into those that they are most like before they attend,
 * and gives them the same result. One pixel of every 2×2, chosen by a fixed random sequence, is
 * what others are merged into. See <a href="https://arxiv.org/abs/2303.17604">Token Merging for
 * Fast Stable Diffusion</a>.
 *
 * @param ratio how many of the pixels go, 0 to 1; at most three quarters do
 */
public record TokenMerging(double ratio) implements SelfAttentionPatch {
  private static final int CELL = 2;

  @Override
  public Tensor attend(SelfAttention.Call call, SelfAttention attention) {
    SelfAttention.Place place = call.place();
    boolean full = call.height() == place.height() && call.width() == place.width();
    int merged = (int) (call.height() * call.width() * ratio);
    if (!full || !call.isMap() || merged == 0) {
      return attention.attend(call);
    }
    try (TensorScope scope = TensorScope.open()) {
      return scope.keep(merging(call, attention, merged));
    }
  }

  private static Tensor merging(SelfAttention.Call call, SelfAttention attention, int merged) {
    Tensor queries = call.queries();
    Targets targets = Targets.of((int) call.height(), (int) call.width(), call.place().timestep());
    float[][] slots = targets.slots(queries, merged);
    int left = targets.left(merged);
    TensorVector fewer = new TensorVector();
    for (int b = 0; b < slots.length; b++) {
      fewer.push_back(mean(queries.select(0, b), index(slots[b]), left));
    }
    Tensor attended =
        attention.attend(
            new SelfAttention.Call(
                torch.stack(fewer), call.source(), call.height(), call.width(), call.place()));
    TensorVector all = new TensorVector();
    for (int b = 0; b < slots.length; b++) {
      all.push_back(attended.select(0, b).index_select(0, index(slots[b])));
    }
    return torch.stack(all);
  }

  private static Tensor index(float[] places) {
    return Tensors.toNative(places, places.length).to(ScalarType.Long);
  }

  /** The means of the tokens [tokens, channels] that share a slot. */
  private static Tensor mean(Tensor tokens, Tensor slots, long count) {
    Tensor sums = tokens.new_zeros(count, tokens.size(1)).index_add_(0, slots, tokens);
    Tensor ones = tokens.new_ones(tokens.size(0), 1);
    return sums.div(tokens.new_zeros(count, 1).index_add_(0, slots, ones));
  }

  /**
   * The most similar of the kept tokens for each of the others.
   *
   * @param likeness the cosine [batch, others]
   * @param number of the kept token [batch, others]
   */
  private record Likeness(FloatArray likeness, FloatArray number) {}

  /**
   * The tokens of a map that others may be merged into, and all others.
   *
   * @param kept in order
   * @param others in order
   */
  private record Targets(int[] kept, int[] others) {
    static Targets of(int height, int width, float timestep) {
      SplittableRandom random = new SplittableRandom(Float.floatToIntBits(timestep));
      boolean[] isKept = new boolean[height * width];
      for (int y = 0; y + CELL <= height; y += CELL) {
        for (int x = 0; x + CELL <= width; x += CELL) {
          isKept[(y + random.nextInt(CELL)) * width + x + random.nextInt(CELL)] = true;
        }
      }
      return new Targets(
          IntStream.range(0, isKept.length).filter(i -> isKept[i]).toArray(),
          IntStream.range(0, isKept.length).filter(i -> !isKept[i]).toArray());
    }

    /** How many tokens are left when so many were merged. */
    int left(int merged) {
      return kept.length + others.length - Math.min(merged, mergeable());
    }

    private int mergeable() {
      return kept.length == 0 ? 0 : others.length;
    }

    /** The slot of every token of every item; tokens that are merged share one. */
    float[][] slots(Tensor tokens, int merged) {
      int count = Math.min(merged, mergeable());
      float[][] slots = new float[(int) tokens.size(0)][];
      if (count == 0) {
        Arrays.setAll(slots, b -> slots(new float[others.length], new float[others.length], 0));
        return slots;
      }
      Likeness best = TensorScope.compute(() -> best(tokens));
      for (int b = 0; b < slots.length; b++) {
        slots[b] =
            slots(
                best.likeness().items(b, b + 1).data(),
                best.number().items(b, b + 1).data(),
                count);
      }
      return slots;
    }

    private Likeness best(Tensor tokens) {
      Tensor length = tokens.norm(new ScalarOptional(new Scalar(2)), new long[] {-1}, true);
      Tensor directions = tokens.div(length);
      T_TensorTensor_T best =
          directions
              .index_select(1, index(floats(others)))
              .bmm(directions.index_select(1, index(floats(kept))).transpose(1, 2))
              .max(-1);
      return new Likeness(Tensors.toJava(best.get0()), Tensors.toJava(best.get1()));
    }

    /**
     * The slots of one item: first the tokens that stay by themselves, then those that others are
     * merged into.
     *
     * @param likeness of each of the others to the most similar of those kept
     * @param likest the number of the latter
     */
    private float[] slots(float[] likeness, float[] likest, int count) {
      Integer[] order = IntStream.range(0, others.length).boxed().toArray(Integer[]::new);
      Arrays.sort(order, Comparator.comparingDouble(i -> -likeness[i]));
      float[] slots = new float[kept.length + others.length];
      int alone = others.length - count;
      for (int rank = 0; rank < order.length; rank++) {
        int other = order[rank];
        slots[others[other]] = rank < count ? alone + likest[other] : rank - count;
      }
      for (int i = 0; i < kept.length; i++) {
        slots[kept[i]] = alone + i;
      }
      return slots;
    }

    private static float[] floats(int[] values) {
      float[] floats = new float[values.length];
      for (int i = 0; i < floats.length; i++) {
        floats[i] = values[i];
      }
      return floats;
    }
  }
}

package io.atelier.diffusion.family.flux;

import io.atelier.tensor.Tensors;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Rotation of pairs of features by angles that grow with a token's coordinates. See <a
 * href="https://arxiv.org/abs/2104.09864">RoFormer: Enhanced Transformer with Rotary Position
 * Embedding</a>.
 *
 * @param cos of the angles [tokens, 1, pairs]
 * @param sin likewise
 */
record Rope(Tensor cos, Tensor sin) {
  private static final double THETA = 10000;

  /** How many features of a head turn with each coordinate. */
  private static final int[] AXES = {16, 56, 56};

  private static final int PAIRS = 64;

  /** The rotations of tokens at these places. */
  static Rope of(List<Position> positions) {
    float[] cos = new float[positions.size() * PAIRS];
    float[] sin = new float[cos.length];
    int at = 0;
    for (Position position : positions) {
      int[] coordinates = {position.layer(), position.row(), position.column()};
      for (int axis = 0; axis < AXES.length; axis++) {
        for (int k = 0; k < AXES[axis]; k += 2) {
          double angle = coordinates[axis] * Math.pow(THETA, -(double) k / AXES[axis]);
          cos[at] = (float) Math.cos(angle);
          sin[at] = (float) Math.sin(angle);
          at++;
        }
      }
    }
    long tokens = positions.size();
    return new Rope(
        Tensors.toNative(cos, tokens, 1, PAIRS), Tensors.toNative(sin, tokens, 1, PAIRS));
  }

  /** Features [batch, tokens, heads, width] turned, each with its neighbour. */
  Tensor turned(Tensor x) {
    Tensor pairs = x.unflatten(3, -1, 2);
    Tensor a = pairs.select(4, 0);
    Tensor b = pairs.select(4, 1);
    Tensor first = a.mul(cos).sub(b.mul(sin));
    Tensor second = a.mul(sin).add(b.mul(cos));
    return torch.stack(new TensorVector(first, second), 4).flatten(3, 4);
  }
}

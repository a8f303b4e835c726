package io.atelier.diffusion.store;

import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.StringViewOptional;
import org.bytedeco.pytorch.T_TensorTensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The product of two thin matrices that is nearest to a matrix. Where these are much thinner than
 * the matrix, the space that its greatest directions span is found from a random sample. See <a
 * href="https://arxiv.org/abs/0909.4061">Finding structure with randomness</a>, algorithm 4.4.
 *
 * @param up [rows, rank]
 * @param down [rank, columns]
 */
record LowRank(Tensor up, Tensor down) {
  private static final int OVERSAMPLING = 16;
  private static final int ITERATIONS = 4;

  /** How many times thinner than the matrix a sample must be to pay. */
  private static final int MUCH_THINNER = 3;

  /**
   * The nearest product; to be made within a scope.
   *
   * @param matrix [rows, columns]
   * @param rank not above either side
   */
  static LowRank of(Tensor matrix, long rank, long seed) {
    long side = Math.min(matrix.size(0), matrix.size(1));
    long sample = rank + OVERSAMPLING;
    if (sample * MUCH_THINNER > side) {
      return factors(matrix, rank);
    }
    Tensor basis = range(matrix, sample, seed);
    LowRank small = factors(basis.t().mm(matrix), rank);
    return new LowRank(basis.mm(small.up()), small.down());
  }

  /** An orthonormal basis [rows, sample] of what the matrix mostly reaches. */
  private static Tensor range(Tensor matrix, long sample, long seed) {
    GeneratorOptional generator = new GeneratorOptional(torch.make_generator_cpu(seed));
    Tensor directions = torch.randn(new long[] {matrix.size(1), sample}, generator);
    Tensor basis = torch.linalg_qr(matrix.mm(directions)).get0();
    for (int i = 0; i < ITERATIONS; i++) {
      Tensor across = torch.linalg_qr(matrix.t().mm(basis)).get0();
      basis = torch.linalg_qr(matrix.mm(across)).get0();
    }
    return basis;
  }

  private static LowRank factors(Tensor matrix, long rank) {
    T_TensorTensorTensor_T parts = torch.linalg_svd(matrix, false, new StringViewOptional());
    Tensor up = parts.get0().narrow(1, 0, rank).mul(parts.get1().narrow(0, 0, rank));
    return new LowRank(up, parts.get2().narrow(0, 0, rank));
  }
}

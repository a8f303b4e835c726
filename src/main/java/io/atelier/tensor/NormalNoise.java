package io.atelier.tensor;

import io.atelier.array.FloatArray;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * A stream of normally distributed float32 numbers, the same to the bit as PyTorch's CPU generator
 * gives for the seed. Of the seed only the low 32 bits count.
 */
public final class NormalNoise implements AutoCloseable {
  private final Generator generator;

  /** The stream from its start; seeds go up to 2^64−1, as unsigned longs. */
  public NormalNoise(long seed) {
    LibTorch.load();
    this.generator = torch.getDefaultCPUGenerator().clone();
    generator.retainReference();
    generator.set_current_seed(seed);
  }

  /** The next numbers. How many are drawn at once matters for the result. */
  public FloatArray next(int... shape) {
    long[] sides = new long[shape.length];
    for (int i = 0; i < sides.length; i++) {
      sides[i] = shape[i];
    }
    return TensorScope.compute(
        () -> Tensors.toJava(torch.randn(sides, new GeneratorOptional(generator))));
  }

  /** The first numbers of the seed's stream. */
  public static FloatArray of(long seed, int... shape) {
    try (NormalNoise noise = new NormalNoise(seed)) {
      return noise.next(shape);
    }
  }

  @Override
  public void close() {
    generator.releaseReference();
  }
}

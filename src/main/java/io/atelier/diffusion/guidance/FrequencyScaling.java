package io.atelier.diffusion.guidance;

import io.atelier.array.FloatArray;
import io.atelier.tensor.TensorScope;
import io.atelier.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * FreSca: scales the low and the high frequencies of the difference between the predictions. See <a
 * href="https://arxiv.org/abs/2504.02154">FreSca: Unveiling the Scaling Space in Diffusion
 * Models</a>.
 *
 * @param low factor of the frequencies within the cutoff
 * @param high factor of the others
 * @param cutoff waves per side, from which on a frequency is high
 */
public record FrequencyScaling(double low, double high, int cutoff) implements PreGuidanceRule {
  @Override
  public GuidanceStep adjust(GuidanceStep step) {
    FloatArray negative = step.negative();
    if (negative == null) {
      return step;
    }
    FloatArray difference = step.positive().minus(negative);
    return step.withDenoised(negative.plus(scaled(difference)), negative);
  }

  private FloatArray scaled(FloatArray x) {
    FloatArray factors = factors(x.size(2), x.size(3));
    return TensorScope.compute(
        () -> {
          Tensor spectrum = torch.fft_fft2(Tensors.toNative(x)).mul(Tensors.toNative(factors));
          return Tensors.toJava(torch.real(torch.fft_ifft2(spectrum)));
        });
  }

  /** The factor of each frequency [height, width], as a discrete transform orders them. */
  private FloatArray factors(int height, int width) {
    FloatArray factors = FloatArray.zeros(height, width);
    for (int i = 0; i < factors.data().length; i++) {
      boolean isLow = isLow(i / width, height) && isLow(i % width, width);
      factors.data()[i] = (float) (isLow ? low : high);
    }
    return factors;
  }

  private boolean isLow(int index, int side) {
    int frequency = index < side - side / 2 ? index : index - side;
    int bound = Math.min(cutoff, side / 2);
    return frequency >= -bound && frequency < bound;
  }
}

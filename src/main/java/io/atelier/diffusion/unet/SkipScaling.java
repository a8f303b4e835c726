package io.atelier.diffusion.unet;

import io.atelier.tensor.TensorScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * FreeU: strengthens the deepest features and weakens the low frequencies of their skip
 * connections. See <a href="https://arxiv.org/abs/2309.11497">FreeU: Free Lunch in Diffusion
 * U-Net</a>.
 *
 * @param b1 factor of the features with four times the base channels
 * @param b2 of those with twice the base channels
 * @param s1 factor of the skip's low frequencies beside the former
 * @param s2 beside the latter
 * @param adaptive whether factors follow the features' mean, as in the second version
 */
public record SkipScaling(double b1, double b2, double s1, double s2, boolean adaptive)
    implements SkipFilter {
  @Override
  public Joint apply(Joint joint, long modelChannels) {
    long channels = joint.backbone().size(1);
    if (channels == 4 * modelChannels) {
      return apply(joint, b1, s1);
    }
    return channels == 2 * modelChannels ? apply(joint, b2, s2) : joint;
  }

  private Joint apply(Joint joint, double strength, double damping) {
    try (TensorScope scope = TensorScope.open()) {
      Tensor backbone = joint.backbone();
      long half = backbone.size(1) / 2;
      Tensor strengthened =
          adaptive
              ? backbone.narrow(1, 0, half).mul(adaptiveFactor(backbone, strength))
              : backbone.narrow(1, 0, half).mul(new Scalar(strength));
      Tensor rest = backbone.narrow(1, half, backbone.size(1) - half);
      return new Joint(
          scope.keep(torch.cat(new TensorVector(strengthened, rest), 1)),
          scope.keep(dampLowFrequencies(joint.skip(), damping)));
    }
  }

  /** From 1 where the mean over channels is least to {@code strength} where it is greatest. */
  private static Tensor adaptiveFactor(Tensor backbone, double strength) {
    Tensor mean = backbone.mean(new long[] {1}, true, null);
    Tensor flat = mean.reshape(mean.size(0), -1);
    Tensor least = flat.amin(new long[] {-1}, true).reshape(-1, 1, 1, 1);
    Tensor greatest = flat.amax(new long[] {-1}, true).reshape(-1, 1, 1, 1);
    Tensor relative = mean.sub(least).div(greatest.sub(least));
    return relative.mul(new Scalar(strength - 1)).add(new Scalar(1));
  }

  /** Scales the frequencies 0 and −1 of both axes. */
  private static Tensor dampLowFrequencies(Tensor skip, double factor) {
    Tensor spectrum = torch.fft_fft2(skip);
    long height = spectrum.size(2);
    long width = spectrum.size(3);
    for (long row : height > 1 ? new long[] {0, height - 1} : new long[] {0}) {
      for (long column : width > 1 ? new long[] {0, width - 1} : new long[] {0}) {
        spectrum.select(2, row).select(2, column).mul_(new Scalar(factor));
      }
    }
    return torch.real(torch.fft_ifft2(spectrum));
  }
}

package io.atelier.diffusion.autoencoder;

import io.atelier.array.FloatArray;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the latents of an autoencoder look to the models that are trained on them.
 *
 * @param name for people
 * @param channels of a latent
 * @param rank of a latent: 4 for pictures [batch, channels, height, width], 5 where frames lie
 *     before the height
 * @param scale what latents are multiplied with for sampling, once {@code shift} is taken off
 * @param preview red, green and blue, −1 to 1, of each channel of a scaled latent
 * @param tinyVae which tiny autoencoder knows the latents, or null for none
 */
public record LatentFormat(
    String name,
    int channels,
    int rank,
    double scale,
    double shift,
    Preview preview,
    TinyVae.@Nullable Kind tinyVae) {
  private static final int PICTURES = 4;

  /**
   * A linear map of channels to colours.
   *
   * @param factors of red, green and blue, by channel
   * @param bias of red, green and blue
   */
  public record Preview(List<List<Double>> factors, List<Double> bias) {
    public Preview {
      factors = List.copyOf(factors);
      bias = List.copyOf(bias);
    }
  }

  /** Stable Diffusion 1 and 2. */
  public static final LatentFormat SD15 =
      new LatentFormat(
          "SD1.5",
          4,
          PICTURES,
          0.18215,
          0,
          new Preview(
              List.of(
                  List.of(0.3512, 0.2297, 0.3227),
                  List.of(0.3250, 0.4974, 0.2350),
                  List.of(-0.2829, 0.1762, 0.2721),
                  List.of(-0.2120, -0.2616, -0.7177)),
              List.of(0.0, 0.0, 0.0)),
          TinyVae.Kind.TAESD);

  /** The latents in the scale of sampling. A latent of zeros stays as it is. */
  public FloatArray scaled(FloatArray latents) {
    if (shift == 0) {
      return latents.scaled(scale);
    }
    return latents.isZero() ? latents : shifted(latents, -shift).scaled(scale);
  }

  /** The latents of the autoencoder, of those in the scale of sampling. */
  public FloatArray unscaled(FloatArray latents) {
    return unscaled(latents, 1);
  }

  /**
   * The same of latents that hold only a share of the picture.
   *
   * @param share above 0
   */
  public FloatArray unscaled(FloatArray latents, double share) {
    FloatArray unscaled = latents.scaled(1 / (scale * share));
    return shift == 0 ? unscaled : shifted(unscaled, shift);
  }

  private static FloatArray shifted(FloatArray latents, double by) {
    FloatArray out = FloatArray.zeros(latents.shape());
    for (int i = 0; i < out.data().length; i++) {
      out.data()[i] = (float) (latents.data()[i] + by);
    }
    return out;
  }
}

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

  /** Stable Diffusion XL. */
  public static final LatentFormat SDXL =
      new LatentFormat(
          "SDXL",
          4,
          PICTURES,
          0.13025,
          0,
          new Preview(
              List.of(
                  List.of(0.3651, 0.4232, 0.4341),
                  List.of(-0.2533, -0.0042, 0.1068),
                  List.of(0.1076, 0.1111, -0.0362),
                  List.of(-0.3165, -0.2492, -0.2188)),
              List.of(0.1084, -0.0175, -0.0011)),
          TinyVae.Kind.TAESDXL);

  /**
   * Latents in the form that the models take: pictures are videos of one frame to models of videos,
   * and empty latents have as many channels as are wanted.
   *
   * @throws IllegalArgumentException when they have frames and the models take pictures
   */
  public FloatArray fitted(FloatArray latents) {
    if (latents.rank() != rank && !(latents.rank() == PICTURES && rank == PICTURES + 1)) {
      throw new IllegalArgumentException(
          "the model takes latents of %d dimensions, not %d".formatted(rank, latents.rank()));
    }
    FloatArray fitted =
        latents.rank() == rank
            ? latents
            : latents.reshape(
                latents.size(0), latents.size(1), 1, latents.size(2), latents.size(3));
    if (fitted.size(1) == channels || !fitted.isZero()) {
      return fitted;
    }
    int[] shape = fitted.shape().clone();
    shape[1] = channels;
    return FloatArray.zeros(shape);
  }

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

  /**
   * Latents with noise, both in shares in the scale of sampling; unscaled.
   *
   * @param latents unscaled
   */
  public FloatArray mixed(
      FloatArray latents, double latentShare, FloatArray noise, double noiseShare) {
    FloatArray mixed = FloatArray.combine(latentShare, latents, noiseShare / scale, noise);
    if (shift == 0) {
      return mixed;
    }
    return shifted(mixed, latents.isZero() ? shift : shift * (1 - latentShare));
  }

  private static FloatArray shifted(FloatArray latents, double by) {
    FloatArray out = FloatArray.zeros(latents.shape());
    for (int i = 0; i < out.data().length; i++) {
      out.data()[i] = (float) (latents.data()[i] + by);
    }
    return out;
  }
}

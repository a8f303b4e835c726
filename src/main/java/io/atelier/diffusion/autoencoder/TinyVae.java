package io.atelier.diffusion.autoencoder;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.store.ModelFile;
import io.atelier.diffusion.store.ModelStore;
import io.atelier.diffusion.store.UnrecognisedModelException;
import io.atelier.diffusion.store.WeightSource;
import io.atelier.diffusion.store.WeightsKey;

/**
 * A small and fast approximation of a model's autoencoder, in two files. See {@link TinyNetwork}.
 *
 * @param kind which latents it knows
 */
public record TinyVae(ModelStore store, WeightsKey encoder, WeightsKey decoder, Kind kind)
    implements NetworkVae {
  /** The models whose autoencoders are approximated, by the names of their files. */
  public enum Kind {
    TAESD(0.18215, 0),
    TAESDXL(0.13025, 0),
    TAESD3(1.5305, 0.0609),
    TAEF1(0.3611, 0.1159);

    private final double scale;
    private final double shift;

    Kind(double scale, double shift) {
      this.scale = scale;
      this.shift = shift;
    }

    /** The name as files have it, such as {@code taesd}. */
    public String fileName() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /**
   * A tiny autoencoder of two files.
   *
   * @throws UnrecognisedModelException when one of them is not what it is to be
   */
  public static TinyVae open(ModelStore store, Kind kind, ModelFile encoder, ModelFile decoder) {
    return new TinyVae(store, half(encoder), half(decoder), kind);
  }

  /** One half of a tiny autoencoder. */
  static WeightsKey half(ModelFile file) {
    boolean numbered =
        file.tensors().keySet().stream().anyMatch(name -> name.matches("\\d{1,2}\\.weight"));
    if (!numbered) {
      throw new UnrecognisedModelException(
          "ERROR: no half of a tiny autoencoder in: " + file.path());
    }
    return WeightsKey.of(WeightSource.below(file, ""));
  }

  /** The picture of scaled latents, 0 to 1 and a little beyond. */
  static FloatArray decodeScaled(ModelStore store, WeightsKey decoder, FloatArray latents) {
    return store.with(
        decoder, TinyNetwork.class, TinyNetwork::decoder, network -> network.compute(latents));
  }

  @Override
  public FloatArray decodeRaw(FloatArray latents) {
    FloatArray picture =
        decodeScaled(store, decoder, shifted(latents, kind.scale, -kind.shift * kind.scale));
    return shifted(picture, 2, -1);
  }

  @Override
  public FloatArray encodeRaw(FloatArray pixels) {
    FloatArray latents =
        store.with(
            encoder,
            TinyNetwork.class,
            TinyNetwork::encoder,
            network -> network.compute(shifted(pixels, 0.5, 0.5)));
    return shifted(latents, 1 / kind.scale, kind.shift);
  }

  private static FloatArray shifted(FloatArray values, double factor, double offset) {
    FloatArray out = FloatArray.zeros(values.shape());
    for (int i = 0; i < out.data().length; i++) {
      out.data()[i] = (float) (values.data()[i] * factor + offset);
    }
    return out;
  }
}

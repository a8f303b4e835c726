package io.atelier.diffusion.family.flux;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.autoencoder.LatentFormat;
import io.atelier.diffusion.autoencoder.Vae;
import io.atelier.diffusion.conditioning.Bilinear;
import io.atelier.diffusion.conditioning.CentreCrop;
import io.atelier.diffusion.conditioning.Conditioning;
import io.atelier.diffusion.family.RunStart;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a model is shown beside the noisy latent, as further channels of the network's input. */
enum ExtraLatents {
  NONE(0),
  /** A picture of edges or depths to follow. */
  PICTURE(16),
  /** A picture and which of its pixels are to be filled. */
  MASKED_PICTURE(16 + Vae.SCALE * Vae.SCALE);

  private final int channels;

  ExtraLatents(int channels) {
    this.channels = channels;
  }

  /** What a model is shown that has so many channels more than its latents; empty if unknown. */
  static Optional<ExtraLatents> ofCount(int channels) {
    return Arrays.stream(values()).filter(extra -> extra.channels == channels).findFirst();
  }

  /** The channels [batch, channels, height, width], or null for none. */
  @Nullable FloatArray of(Conditioning.@Nullable Inpaint given, RunStart start) {
    FloatArray latent = start.latent();
    if (this == NONE) {
      return null;
    }
    FloatArray shown =
        given == null
            ? FloatArray.zeros(latent.shape())
            : fitted(given.latent(), latent, latent.size(2), latent.size(3));
    FloatArray picture = scaled(shown);
    return this == PICTURE ? picture : FloatArray.joinChannels(picture, places(given, latent));
  }

  /** The picture in the scale of sampling, one of zeros too. */
  private static FloatArray scaled(FloatArray picture) {
    LatentFormat format = FluxLatents.FORMAT;
    FloatArray out = FloatArray.zeros(picture.shape());
    for (int i = 0; i < out.data().length; i++) {
      out.data()[i] = (float) ((picture.data()[i] - format.shift()) * format.scale());
    }
    return out;
  }

  /** Which pixels are to be filled, those under a latent's pixel as its channels, row by row. */
  private static FloatArray places(Conditioning.@Nullable Inpaint given, FloatArray latent) {
    int height = latent.size(2);
    int width = latent.size(3);
    FloatArray out = FloatArray.zeros(latent.size(0), Vae.SCALE * Vae.SCALE, height, width);
    FloatArray mask = given == null ? null : given.mask();
    if (mask == null) {
      Arrays.fill(out.data(), 1);
      return out;
    }
    FloatArray pixels = fitted(mean(mask), latent, height * Vae.SCALE, width * Vae.SCALE);
    int at = 0;
    for (int b = 0; b < latent.size(0); b++) {
      for (int channel = 0; channel < Vae.SCALE * Vae.SCALE; channel++) {
        for (int y = 0; y < height; y++) {
          for (int x = 0; x < width; x++) {
            int row = (b * height + y) * Vae.SCALE + channel / Vae.SCALE;
            out.data()[at++] = pixels.data()[(row * width + x) * Vae.SCALE + channel % Vae.SCALE];
          }
        }
      }
    }
    return out;
  }

  private static FloatArray mean(FloatArray maps) {
    int plane = maps.size(2) * maps.size(3);
    int channels = maps.size(1);
    FloatArray out = FloatArray.zeros(maps.size(0), 1, maps.size(2), maps.size(3));
    for (int i = 0; i < maps.data().length; i++) {
      out.data()[i / (plane * channels) * plane + i % plane] += maps.data()[i] / channels;
    }
    return out;
  }

  /** In another size, cut evenly where the proportions differ, and for every item. */
  private static FloatArray fitted(FloatArray maps, FloatArray latent, int height, int width) {
    return Bilinear.resize(CentreCrop.of(maps, height, width), height, width)
        .repeatToBatch(latent.size(0));
  }
}

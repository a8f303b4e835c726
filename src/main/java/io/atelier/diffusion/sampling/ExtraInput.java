package io.atelier.diffusion.sampling;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.conditioning.Bilinear;
import io.atelier.diffusion.conditioning.CentreCrop;
import io.atelier.diffusion.conditioning.Conditioning;
import io.atelier.diffusion.family.ModelFamily;
import io.atelier.diffusion.family.ModelFamily.ExtraChannels;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What models for inpainting and editing see beside the noisy latent, as further channels of their
 * input. See <a href="https://arxiv.org/abs/2112.10752">High-Resolution Image Synthesis with Latent
 * Diffusion Models</a> and <a href="https://arxiv.org/abs/2211.09800">InstructPix2Pix</a>.
 *
 * @param family of the model
 * @param start the latent that sampling starts from, scaled
 * @param noiseMask 1 where it may change, [batch, channels, height, width] of any size, or null
 */
record ExtraInput(ModelFamily family, FloatArray start, @Nullable FloatArray noiseMask) {
  /** The scaled latent of an even grey, which stands for no picture. */
  private static final float[] GREY = {0.8223f, -0.6876f, 0.6364f, 0.1380f};

  /**
   * The channels [batch, channels, height, width] of the latent's size, or null when the model
   * takes none.
   *
   * @param given what the conditioning shows, or null
   */
  @Nullable FloatArray of(Conditioning.@Nullable Inpaint given) {
    ExtraChannels wanted = family.extraChannels();
    return switch (wanted) {
      case NONE -> null;
      case PICTURE -> given == null ? FloatArray.zeros(start.shape()) : fitted(given.latent());
      case MASKED_PICTURE -> maskedPicture(given);
    };
  }

  private FloatArray maskedPicture(Conditioning.@Nullable Inpaint given) {
    FloatArray mask = given == null ? noiseMask : given.mask();
    if (mask == null) {
      return FloatArray.joinChannels(plain(1), plain(GREY));
    }
    FloatArray picture =
        given == null ? start : fitted(given.latent().scaled(family.latentScale()));
    return FloatArray.joinChannels(rounded(fitted(firstChannel(mask))), picture);
  }

  /** Values that are the same everywhere, one per channel. */
  private FloatArray plain(float... channels) {
    FloatArray out = FloatArray.zeros(start.size(0), channels.length, start.size(2), start.size(3));
    int plane = start.size(2) * start.size(3);
    for (int i = 0; i < out.data().length; i += plane) {
      Arrays.fill(out.data(), i, i + plane, channels[i / plane % channels.length]);
    }
    return out;
  }

  /** In the latent's size, cut evenly where the proportions differ, and for every item. */
  private FloatArray fitted(FloatArray maps) {
    FloatArray cut = CentreCrop.of(maps, start.size(2), start.size(3));
    return Bilinear.resize(cut, start.size(2), start.size(3)).repeatToBatch(start.size(0));
  }

  private static FloatArray firstChannel(FloatArray maps) {
    if (maps.size(1) == 1) {
      return maps;
    }
    int plane = maps.size(2) * maps.size(3);
    FloatArray out = FloatArray.zeros(maps.size(0), 1, maps.size(2), maps.size(3));
    for (int b = 0; b < maps.size(0); b++) {
      System.arraycopy(maps.data(), b * maps.itemLength(), out.data(), b * plane, plane);
    }
    return out;
  }

  private static FloatArray rounded(FloatArray mask) {
    FloatArray out = FloatArray.zeros(mask.shape());
    for (int i = 0; i < out.data().length; i++) {
      out.data()[i] = (float) Math.rint(mask.data()[i]);
    }
    return out;
  }
}

package io.atelier.diffusion.family.stablediffusion;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.autoencoder.LatentFormat;
import io.atelier.diffusion.conditioning.Bilinear;
import io.atelier.diffusion.conditioning.CentreCrop;
import io.atelier.diffusion.conditioning.Conditioning;
import io.atelier.diffusion.family.RunStart;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What models for inpainting and editing see beside the noisy latent, as further channels of their
 * input. See <a href="https://arxiv.org/abs/2112.10752">High-Resolution Image Synthesis with Latent
 * Diffusion Models</a> and <a href="https://arxiv.org/abs/2211.09800">InstructPix2Pix</a>.
 *
 * @param wanted what the model takes
 * @param format of its latents
 */
record ExtraInput(ExtraChannels wanted, LatentFormat format, RunStart run) {
  /** The scaled latent of an even grey, which stands for no picture. */
  private static final float[] GREY = {0.8223f, -0.6876f, 0.6364f, 0.1380f};

  /**
   * The channels [batch, channels, height, width] of the latent's size, or null when the model
   * takes none.
   *
   * @param given what the conditioning shows, or null
   */
  @Nullable FloatArray of(Conditioning.@Nullable Inpaint given) {
    return switch (wanted) {
      case NONE -> null;
      case PICTURE ->
          given == null ? FloatArray.zeros(run.latent().shape()) : fitted(given.latent());
      case MASKED_PICTURE -> maskedPicture(given);
    };
  }

  private FloatArray maskedPicture(Conditioning.@Nullable Inpaint given) {
    FloatArray mask = given == null ? run.mask() : given.mask();
    if (mask == null) {
      return FloatArray.joinChannels(plain(1), plain(GREY));
    }
    FloatArray picture =
        given == null ? run.latent() : fitted(given.latent().scaled(format.scale()));
    return FloatArray.joinChannels(rounded(fitted(firstChannel(mask))), picture);
  }

  /** Values that are the same everywhere, one per channel. */
  private FloatArray plain(float... channels) {
    FloatArray out =
        FloatArray.zeros(
            run.latent().size(0), channels.length, run.latent().size(2), run.latent().size(3));
    int plane = run.latent().size(2) * run.latent().size(3);
    for (int i = 0; i < out.data().length; i += plane) {
      Arrays.fill(out.data(), i, i + plane, channels[i / plane % channels.length]);
    }
    return out;
  }

  /** In the latent's size, cut evenly where the proportions differ, and for every item. */
  private FloatArray fitted(FloatArray maps) {
    FloatArray cut = CentreCrop.of(maps, run.latent().size(2), run.latent().size(3));
    return Bilinear.resize(cut, run.latent().size(2), run.latent().size(3))
        .repeatToBatch(run.latent().size(0));
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

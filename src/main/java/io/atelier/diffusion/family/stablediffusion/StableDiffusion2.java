package io.atelier.diffusion.family.stablediffusion;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.autoencoder.LatentFormat;
import io.atelier.diffusion.family.ModelFamily;
import io.atelier.diffusion.schedule.Parameterization;
import io.atelier.diffusion.store.ModelFile;
import io.atelier.diffusion.store.ModelStore;
import io.atelier.diffusion.store.WeightSource;
import io.atelier.diffusion.text.ClipFiles;
import io.atelier.diffusion.text.ClipKind;
import io.atelier.diffusion.text.Embeddings;
import io.atelier.diffusion.text.TextEncoder;
import io.atelier.diffusion.unet.UNetKind;
import io.atelier.diffusion.unet.UNetShape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Stable Diffusion 2.0 and 2.1, for pictures of 512 and of 768 pixels, and their variants for
 * inpainting and with pictures for texts. See <a
 * href="https://github.com/Stability-AI/stablediffusion">their repository</a>.
 */
@AutoService(ModelFamily.class)
public final class StableDiffusion2 extends UNetFamily {
  private static final List<String> TEXT_PREFIXES =
      List.of(
          "cond_stage_model.model.",
          "conditioner.embedders.0.model.",
          "cond_stage_model.transformer.");

  /** A weight whose spread differs between models that predict noise and velocity. */
  private static final String TELLING = "output_blocks.11.1.transformer_blocks.0.norm1.bias";

  private static final double SPREAD_OF_VELOCITY = 0.09;

  public StableDiffusion2() {
    super("Stable Diffusion 2", "stable-diffusion-v2", UNetKind.SD2, LatentFormat.SD15);
  }

  /** The file does not say; only those that take no further channels predict velocity. */
  @Override
  Parameterization parameterization(ModelFile file, WeightSource network) {
    boolean plain = UNetShape.of(network).inChannels() == LatentFormat.SD15.channels();
    return plain && network.has(TELLING) && spread(network) > SPREAD_OF_VELOCITY
        ? Parameterization.V
        : Parameterization.EPS;
  }

  private static double spread(WeightSource network) {
    try {
      float[] values = network.floats(TELLING);
      double mean = 0;
      for (float value : values) {
        mean += value / values.length;
      }
      double variance = 0;
      for (float value : values) {
        variance += (value - mean) * (value - mean) / values.length;
      }
      return Math.sqrt(variance);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + network + ": " + e.getMessage(), e);
    }
  }

  @Override
  @Nullable Label label(UNetShape shape) {
    return shape.labelWidth() == 0 ? null : new NoPictureLabel((int) shape.labelWidth());
  }

  @Override
  public Optional<TextEncoder> textEncoder(
      ModelStore store, ModelFile file, Embeddings embeddings) {
    return encoderOf(store, embeddings, ClipKind.H, ClipFiles.below(file, TEXT_PREFIXES));
  }
}

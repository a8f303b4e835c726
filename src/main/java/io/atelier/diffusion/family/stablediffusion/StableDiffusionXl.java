package io.atelier.diffusion.family.stablediffusion;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.autoencoder.LatentFormat;
import io.atelier.diffusion.family.ModelFamily;
import io.atelier.diffusion.schedule.DiscreteLevels;
import io.atelier.diffusion.schedule.NoiseLevels;
import io.atelier.diffusion.schedule.Parameterization;
import io.atelier.diffusion.store.ModelFile;
import io.atelier.diffusion.store.ModelStore;
import io.atelier.diffusion.store.WeightSource;
import io.atelier.diffusion.text.ClipFiles;
import io.atelier.diffusion.text.ClipKind;
import io.atelier.diffusion.text.ClipText;
import io.atelier.diffusion.text.Embeddings;
import io.atelier.diffusion.text.TextEncoder;
import io.atelier.diffusion.unet.UNetKind;
import io.atelier.diffusion.unet.UNetShape;
import java.util.List;
import java.util.Optional;

/**
 * Stable Diffusion XL: two text encoders, and a network that is told of sizes. See <a
 * href="https://arxiv.org/abs/2307.01952">SDXL: Improving Latent Diffusion Models for
 * High-Resolution Image Synthesis</a>.
 */
@AutoService(ModelFamily.class)
public final class StableDiffusionXl extends UNetFamily {
  private static final List<String> SMALL_TEXT = List.of("conditioner.embedders.0.transformer.");
  private static final List<String> LARGE_TEXT =
      List.of("conditioner.embedders.1.model.", "conditioner.embedders.1.transformer.");
  private static final String PREDICTS_VELOCITY = "v_pred";
  private static final String ENDS_IN_NOISE = "ztsnr";

  public StableDiffusionXl() {
    super("Stable Diffusion XL", "stable-diffusion-xl-v1-base", UNetKind.SDXL, LatentFormat.SDXL);
  }

  @Override
  NoiseLevels levels(ModelFile file) {
    DiscreteLevels usual = DiscreteLevels.stableDiffusion();
    return file.has(PREDICTS_VELOCITY) && file.has(ENDS_IN_NOISE)
        ? usual.withZeroTerminalSnr()
        : usual;
  }

  @Override
  Parameterization parameterization(ModelFile file, WeightSource network) {
    return file.has(PREDICTS_VELOCITY) ? Parameterization.V : Parameterization.EPS;
  }

  @Override
  Label label(UNetShape shape) {
    return new SizeLabel(SizeLabel.Numbers.TARGET);
  }

  @Override
  public Optional<TextEncoder> textEncoder(
      ModelStore store, ModelFile file, Embeddings embeddings) {
    WeightSource small = ClipFiles.below(file, SMALL_TEXT);
    WeightSource large = ClipFiles.below(file, LARGE_TEXT);
    if (small.isEmpty() || large.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        TextEncoder.of(
            store,
            embeddings,
            ClipText.of(ClipKind.L, small).layered(),
            ClipText.of(ClipKind.G, large)));
  }
}

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
import java.util.List;
import java.util.Optional;

/**
 * The refiner of Stable Diffusion XL, which takes the last steps. See <a
 * href="https://arxiv.org/abs/2307.01952">SDXL</a>, section 2.5.
 */
@AutoService(ModelFamily.class)
public final class StableDiffusionXlRefiner extends UNetFamily {
  private static final List<String> TEXT_PREFIXES =
      List.of("conditioner.embedders.0.model.", "cond_stage_model.transformer.");

  public StableDiffusionXlRefiner() {
    super(
        "Stable Diffusion XL refiner",
        "stable-diffusion-xl-v1-refiner",
        UNetKind.SDXL_REFINER,
        LatentFormat.SDXL);
  }

  @Override
  Parameterization parameterization(ModelFile file, WeightSource network) {
    return Parameterization.EPS;
  }

  @Override
  Label label(UNetShape shape) {
    return new SizeLabel(SizeLabel.Numbers.AESTHETIC);
  }

  @Override
  public Optional<TextEncoder> textEncoder(
      ModelStore store, ModelFile file, Embeddings embeddings) {
    return encoderOf(store, embeddings, ClipKind.G, ClipFiles.below(file, TEXT_PREFIXES));
  }
}

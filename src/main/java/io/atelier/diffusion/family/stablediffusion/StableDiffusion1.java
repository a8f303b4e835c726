package io.atelier.diffusion.family.stablediffusion;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.autoencoder.LatentFormat;
import io.atelier.diffusion.family.ModelFamily;
import io.atelier.diffusion.schedule.Parameterization;
import io.atelier.diffusion.store.ModelFile;
import io.atelier.diffusion.store.ModelStore;
import io.atelier.diffusion.store.WeightSource;
import io.atelier.diffusion.text.ClipFiles;
import io.atelier.diffusion.text.ClipText;
import io.atelier.diffusion.text.Embeddings;
import io.atelier.diffusion.text.TextEncoder;
import io.atelier.diffusion.unet.UNetKind;
import io.atelier.diffusion.unet.UNetShape;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Stable Diffusion 1.4 and 1.5, what was trained from them, and their variants for inpainting and
 * editing. See <a href="https://arxiv.org/abs/2112.10752">High-Resolution Image Synthesis with
 * Latent Diffusion Models</a>.
 */
@AutoService(ModelFamily.class)
public final class StableDiffusion1 extends UNetFamily {
  private static final List<String> TEXT_PREFIXES =
      List.of("cond_stage_model.transformer.", "conditioner.embedders.0.transformer.");

  public StableDiffusion1() {
    super("Stable Diffusion 1", "stable-diffusion-v1", UNetKind.SD1, LatentFormat.SD15);
  }

  @Override
  Parameterization parameterization(ModelFile file, WeightSource network) {
    return Parameterization.EPS;
  }

  @Override
  @Nullable Label label(UNetShape shape) {
    return null;
  }

  @Override
  public Optional<TextEncoder> textEncoder(
      ModelStore store, ModelFile file, Embeddings embeddings) {
    WeightSource clip = ClipFiles.below(file, TEXT_PREFIXES);
    return clip.isEmpty()
        ? Optional.empty()
        : Optional.of(TextEncoder.of(store, embeddings, ClipText.of(clip)));
  }
}

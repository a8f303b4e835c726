package io.atelier.diffusion.family.stablediffusion;

import io.atelier.diffusion.autoencoder.LatentFormat;
import io.atelier.diffusion.autoencoder.Vae;
import io.atelier.diffusion.autoencoder.VaeFiles;
import io.atelier.diffusion.family.Architecture;
import io.atelier.diffusion.family.LoraNames;
import io.atelier.diffusion.family.ModelFamily;
import io.atelier.diffusion.schedule.DiscreteLevels;
import io.atelier.diffusion.schedule.NoiseLevels;
import io.atelier.diffusion.schedule.Parameterization;
import io.atelier.diffusion.store.ModelFile;
import io.atelier.diffusion.store.ModelStore;
import io.atelier.diffusion.store.WeightSource;
import io.atelier.diffusion.text.ClipKind;
import io.atelier.diffusion.text.ClipText;
import io.atelier.diffusion.text.Embeddings;
import io.atelier.diffusion.text.TextEncoder;
import io.atelier.diffusion.unet.DiffusersNames;
import io.atelier.diffusion.unet.UNetKind;
import io.atelier.diffusion.unet.UNetShape;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the families have in common whose networks are UNets. */
abstract class UNetFamily implements ModelFamily {
  private static final String FIRST = "input_blocks.0.0.weight";

  private final String name;
  private final String specification;
  private final UNetKind kind;
  private final LatentFormat latent;

  UNetFamily(String name, String specification, UNetKind kind, LatentFormat latent) {
    this.name = name;
    this.specification = specification;
    this.kind = kind;
    this.latent = latent;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final String specification() {
    return specification;
  }

  @Override
  public final Optional<WeightSource> converted(WeightSource network) {
    return DiffusersNames.areOfUnet(network)
        ? Optional.of(DiffusersNames.unet(network))
        : Optional.empty();
  }

  @Override
  public final Optional<Architecture> recognise(ModelFile file, WeightSource network) {
    if (!network.has(FIRST)
        || UNetShape.looksAlongTime(network)
        || !kind.isOf(UNetShape.of(network))) {
      return Optional.empty();
    }
    return describe(file, network).map(found -> found);
  }

  /**
   * What a network of this family is, whatever its size; empty when it takes an input that is not
   * known.
   */
  public final Optional<UNetArchitecture> describe(ModelFile file, WeightSource network) {
    UNetShape shape = UNetShape.of(network);
    return ExtraChannels.ofCount(shape.inChannels() - latent.channels())
        .map(
            extra ->
                new UNetArchitecture(
                    this,
                    latent,
                    levels(file),
                    saysVelocity(file) ? Parameterization.V : parameterization(file, network),
                    kind.heads(),
                    extra,
                    label(shape)));
  }

  /** Whether the file says so of itself. */
  private static boolean saysVelocity(ModelFile file) {
    return "v".equals(file.metadata().get(PREDICTION));
  }

  /** The noise that a model knows. */
  NoiseLevels levels(ModelFile file) {
    return DiscreteLevels.stableDiffusion();
  }

  /** What the output of a network means. */
  abstract Parameterization parameterization(ModelFile file, WeightSource network);

  /** What a network is told beside the text, or null for nothing. */
  abstract @Nullable Label label(UNetShape shape);

  @Override
  public final Optional<Vae> autoencoder(ModelStore store, ModelFile file) {
    return VaeFiles.ofCheckpoint(store, file);
  }

  @Override
  public abstract Optional<TextEncoder> textEncoder(
      ModelStore store, ModelFile file, Embeddings embeddings);

  /** The encoder of one CLIP network; empty when the file has none. */
  static Optional<TextEncoder> encoderOf(
      ModelStore store, Embeddings embeddings, ClipKind kind, WeightSource clip) {
    return clip.isEmpty()
        ? Optional.empty()
        : Optional.of(TextEncoder.of(store, embeddings, ClipText.of(kind, clip)));
  }

  @Override
  public final Map<String, String> loraNames(WeightSource network) {
    return LoraNames.ofUnet(network);
  }
}

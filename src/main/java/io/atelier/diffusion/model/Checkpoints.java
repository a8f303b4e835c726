package io.atelier.diffusion.model;

import io.atelier.diffusion.autoencoder.KlVae;
import io.atelier.diffusion.autoencoder.TinyVae;
import io.atelier.diffusion.autoencoder.Vae;
import io.atelier.diffusion.conditioning.ControlNet;
import io.atelier.diffusion.family.ModelFamily;
import io.atelier.diffusion.guidance.Guidance;
import io.atelier.diffusion.schedule.DiscreteLevels;
import io.atelier.diffusion.schedule.Parameterization;
import io.atelier.diffusion.store.ModelStore;
import io.atelier.diffusion.text.ClipNetwork;
import io.atelier.diffusion.text.Embeddings;
import io.atelier.diffusion.text.TextEncoder;
import io.atelier.diffusion.unet.AdapterNetwork;
import io.atelier.diffusion.unet.UNetPatches;
import io.atelier.diffusion.unet.AdapterParts;
import io.atelier.diffusion.unet.ControlParts;
import io.atelier.diffusion.family.LoraNames;
import io.atelier.diffusion.store.LoraPatch;
import io.atelier.diffusion.store.ModelFile;
import io.atelier.diffusion.family.ModelParts;
import io.atelier.diffusion.unet.UNetShape;
import io.atelier.diffusion.store.UnrecognisedModelException;
import io.atelier.diffusion.store.WeightSource;
import io.atelier.diffusion.store.WeightsKey;
import io.atelier.diffusion.vision.ClipVision;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Looks at model files and says what can be made of them. Loads nothing. */
public final class Checkpoints {
  private static final Logger LOG = Logger.getLogger(Checkpoints.class.getName());
  private static final long SD15_CHANNELS = 320;
  private static final long SD15_CONTEXT = 768;
  private static final int CLIP_G_WIDTH = 1280;

  private static final List<ModelFamily> SD15_FAMILIES =
      List.of(ModelFamily.SD15, ModelFamily.SD15_INPAINTING, ModelFamily.SD15_EDITING);

  private static final long HINT_CHANNELS = 3;

  /** Files of control nets that add the same everywhere, which only their name tells. */
  private static final Pattern AVERAGED = Pattern.compile("_shuffle(_fp16)?\\.[^.]+$");

  private Checkpoints() {}

  /**
   * What a checkpoint holds.
   *
   * @param clip empty when the file has no text encoder
   * @param vae empty when the file has no autoencoder
   * @param vision empty when the file has no network that looks at pictures
   */
  public record Checkpoint(
      Model model, Optional<TextEncoder> clip, Optional<Vae> vae, Optional<ClipVision> vision) {}

  /**
   * The parts of a checkpoint.
   *
   * @throws UnrecognisedModelException when the model is of no kind that is known here
   */
  public static Checkpoint open(ModelStore store, ModelFile file, Embeddings embeddings) {
    Model model = model(store, file, ModelParts.unet(file));
    WeightSource clip = ModelParts.clip(file);
    WeightSource vae = ModelParts.vae(file);
    return new Checkpoint(
        model,
        clip.isEmpty() ? Optional.empty() : Optional.of(encoder(store, clip, embeddings)),
        vae.isEmpty() ? Optional.empty() : Optional.of(new KlVae(store, WeightsKey.of(vae))),
        ClipVision.ofCheckpoint(store, file));
  }

  /** The denoising network of a file that may hold nothing else. */
  public static Model openUnet(ModelStore store, ModelFile file) {
    return model(store, file, ModelParts.loneUnet(file));
  }

  private static Model model(ModelStore store, ModelFile file, WeightSource unet) {
    ModelFamily family = family(unet);
    if (family == null) {
      throw new UnrecognisedModelException(
          "ERROR: Could not detect model type of: %s\n%s".formatted(file.path(), lack(unet)));
    }
    return new Model(
        store,
        WeightsKey.of(unet),
        family,
        DiscreteLevels.stableDiffusion(),
        predictsVelocity(file) ? Parameterization.V : Parameterization.EPS,
        UNetPatches.NONE,
        Guidance.CLASSIFIER_FREE,
        null);
  }

  /** Why nothing can be made of the checkpoint's model, in a sentence; empty when something can. */
  public static Optional<String> refusal(ModelFile file) {
    WeightSource unet = ModelParts.unet(file);
    return family(unet) == null ? Optional.of(lack(unet)) : Optional.empty();
  }

  private static String lack(WeightSource unet) {
    return ModelParts.isVideoUnet(unet)
        ? "It is a model for videos (Stable Video Diffusion), which cannot be run here yet."
        : "It is not a Stable Diffusion 1.5 model.";
  }

  /** Whether the file says so; the weights do not tell. */
  private static boolean predictsVelocity(ModelFile file) {
    return "v".equals(file.metadata().get(ModelSpec.PREDICTION));
  }

  private static @Nullable ModelFamily family(WeightSource unet) {
    if (!ModelParts.isUnet(unet) || ModelParts.isVideoUnet(unet)) {
      return null;
    }
    UNetShape shape = UNetShape.of(unet);
    return isSd15(shape)
        ? SD15_FAMILIES.stream()
            .filter(family -> takes(family) == shape.inChannels())
            .findFirst()
            .orElse(null)
        : null;
  }

  private static boolean isSd15(UNetShape shape) {
    return shape.modelChannels() == SD15_CHANNELS
        && shape.contextWidth() == SD15_CONTEXT
        && !shape.linear()
        && shape.labelWidth() == 0;
  }

  /** The channels of the network's input. */
  private static int takes(ModelFamily family) {
    return family.latentChannels() + family.extraChannels().count();
  }

  /**
   * The text encoder of a file of its own.
   *
   * @throws UnrecognisedModelException when there is none in it
   */
  public static TextEncoder openClip(ModelStore store, ModelFile file, Embeddings embeddings) {
    return encoder(store, ModelParts.loneClip(requireClip(file)), embeddings);
  }

  /**
   * The two text encoders of Stable Diffusion XL, side by side: CLIP-L and CLIP-G.
   *
   * @param one a file with one of them
   * @param two a file with the other
   * @throws UnrecognisedModelException when that is not what the files have
   */
  public static TextEncoder openDualClip(
      ModelStore store, ModelFile one, ModelFile two, Embeddings embeddings) {
    TextEncoder.Network first = layered(network(ModelParts.loneClip(requireClip(one))));
    TextEncoder.Network second = layered(network(ModelParts.loneClip(requireClip(two))));
    if (first.name().equals(second.name())) {
      throw new UnrecognisedModelException(
          "ERROR: %s and %s are both text encoders of kind '%s'; one must be CLIP-L and one CLIP-G"
              .formatted(one.path(), two.path(), first.name()));
    }
    boolean inOrder = first.name().equals("l");
    return new TextEncoder(
        store, inOrder ? List.of(first, second) : List.of(second, first), embeddings, 0);
  }

  private static ModelFile requireClip(ModelFile file) {
    if (ModelParts.loneClip(file).isEmpty()) {
      throw new UnrecognisedModelException("ERROR: no text encoder in: " + file.path());
    }
    return file;
  }

  private static TextEncoder encoder(ModelStore store, WeightSource clip, Embeddings embeddings) {
    TextEncoder.Network network = network(clip);
    boolean alone = network.name().equals("l");
    return new TextEncoder(store, List.of(alone ? network : layered(network)), embeddings, 0);
  }

  /** A network as Stable Diffusion 1.5 uses it, of the kind that its width tells. */
  private static TextEncoder.Network network(WeightSource clip) {
    int width = (int) clip.shape("text_model.embeddings.token_embedding.weight")[1];
    boolean large = width == CLIP_G_WIDTH;
    return new TextEncoder.Network(
        WeightsKey.of(clip.renamed(name -> large || name.startsWith("text_model.") ? name : null)),
        large ? "g" : "l",
        width,
        large ? ClipNetwork.Activation.GELU : ClipNetwork.Activation.QUICK_GELU,
        -1,
        true);
  }

  /** The network as Stable Diffusion XL uses it: the layer before the last, as it is. */
  private static TextEncoder.Network layered(TextEncoder.Network network) {
    return new TextEncoder.Network(
        network.weights(), network.name(), network.width(), network.activation(), -2, false);
  }

  /**
   * The autoencoder of a file of its own.
   *
   * @throws UnrecognisedModelException when there is none in it
   */
  public static Vae openVae(ModelStore store, ModelFile file) {
    WeightSource vae = ModelParts.loneVae(file);
    if (vae.isEmpty()) {
      throw new UnrecognisedModelException("ERROR: no autoencoder in: " + file.path());
    }
    return new KlVae(store, WeightsKey.of(vae));
  }

  /**
   * A tiny autoencoder of two files.
   *
   * @throws UnrecognisedModelException when one of them is not what it is to be
   */
  public static Vae openTinyVae(
      ModelStore store, TinyVae.Kind kind, ModelFile encoder, ModelFile decoder) {
    return new TinyVae(store, tinyHalf(encoder), tinyHalf(decoder), kind);
  }

  /** One half of a tiny autoencoder. */
  public static WeightsKey tinyHalf(ModelFile file) {
    boolean numbered =
        file.tensors().keySet().stream().anyMatch(name -> name.matches("\\d{1,2}\\.weight"));
    if (!numbered) {
      throw new UnrecognisedModelException(
          "ERROR: no half of a tiny autoencoder in: " + file.path());
    }
    return WeightsKey.of(WeightSource.below(file, ""));
  }

  /**
   * A control net or a T2I-Adapter.
   *
   * @param base the model to which differences are added, if the file has such; null for none
   * @throws UnrecognisedModelException when there is no control net in it, or one of another kind
   */
  public static ControlNet openControlNet(ModelStore store, ModelFile file, @Nullable Model base) {
    WeightSource adapter = AdapterParts.of(file);
    if (!adapter.isEmpty()) {
      return openAdapter(store, adapter);
    }
    WeightSource weights = ControlParts.of(file);
    if (weights.isEmpty()) {
      throw new UnrecognisedModelException("ERROR: no control net in: " + file.path());
    }
    UNetShape shape = UNetShape.of(weights);
    long[] hint = weights.shape("input_hint_block.0.weight");
    if (!isSd15(shape)
        || shape.inChannels() != ModelFamily.SD15.latentChannels()
        || hint.length != 4
        || hint[1] != HINT_CHANNELS) {
      throw new UnrecognisedModelException(
          "ERROR: the control net is not one for Stable Diffusion 1.5: " + file.path());
    }
    boolean difference = ControlParts.isDifference(file);
    if (difference && base == null) {
      LOG.warning(file + " has differences to a model, but was opened without one");
    }
    return new ControlNet(
        store,
        difference && base != null
            ? ControlParts.added(weights, base.weights())
            : WeightsKey.of(weights),
        ModelFamily.SD15,
        AVERAGED.matcher(file.toString()).find() ? ControlNet.Kind.AVERAGED : ControlNet.Kind.NET);
  }

  private static ControlNet openAdapter(ModelStore store, WeightSource weights) {
    long[] in = weights.shape("conv_in.weight");
    int blocks = 0;
    while (weights.shape("body." + blocks + ".block1.weight").length == 4) {
      blocks++;
    }
    int square = AdapterNetwork.SQUARE * AdapterNetwork.SQUARE;
    boolean known =
        in.length == 4
            && in[0] == SD15_CHANNELS
            && (in[1] == square || in[1] == HINT_CHANNELS * square)
            && blocks > 0
            && blocks % AdapterNetwork.LEVELS == 0
            && weights.shape("body." + (blocks - 1) + ".block1.weight")[0] == 4 * SD15_CHANNELS;
    if (!known) {
      throw new UnrecognisedModelException(
          "ERROR: the T2I-Adapter is not one for Stable Diffusion 1.5: " + weights.file().path());
    }
    return new ControlNet(store, WeightsKey.of(weights), ModelFamily.SD15, ControlNet.Kind.ADAPTER);
  }

  /** The model with a LoRA added as far as the file has something for it. */
  public static Model withLora(Model model, ModelFile lora, double strength) {
    Map<String, String> names = LoraNames.ofUnet(model.weights().source());
    LoraPatch patch = LoraNames.patch(lora, names, strength);
    return patch.targets().isEmpty() || strength == 0 ? model : model.with(patch);
  }

  /** The text encoder with a LoRA added as far as the file has something for it. */
  public static TextEncoder withLora(TextEncoder clip, ModelFile lora, double strength) {
    List<TextEncoder.Network> networks = new ArrayList<>();
    for (TextEncoder.Network network : clip.networks()) {
      LoraPatch patch = LoraNames.patch(lora, namesOf(network), strength);
      networks.add(patch.targets().isEmpty() || strength == 0 ? network : network.with(patch));
    }
    return clip.withNetworks(networks);
  }

  private static Map<String, String> namesOf(TextEncoder.Network network) {
    return LoraNames.ofClip(network.weights().source(), network.name());
  }

  /** Warns of what a LoRA has for neither of the networks. */
  public static void warnOfUnmatched(
      ModelFile lora, @Nullable Model model, @Nullable TextEncoder clip) {
    Set<String> known = new HashSet<>();
    if (model != null) {
      known.addAll(LoraNames.ofUnet(model.weights().source()).keySet());
    }
    if (clip != null) {
      clip.networks().forEach(network -> known.addAll(namesOf(network).keySet()));
    }
    for (String base : LoraNames.basesIn(lora)) {
      if (!known.contains(base)) {
        LOG.warning("lora key not loaded: " + base);
      }
    }
  }
}

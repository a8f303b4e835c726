package io.atelier.diffusion.model;

import io.atelier.diffusion.family.LoraNames;
import io.atelier.diffusion.store.LoraPatch;
import io.atelier.diffusion.store.ModelFile;
import io.atelier.diffusion.text.TextEncoder;
import io.atelier.diffusion.text.TextNetwork;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * LoRA files added to models and text encoders. See <a
 * href="https://arxiv.org/abs/2106.09685">LoRA: Low-Rank Adaptation of Large Language Models</a>.
 */
public final class Loras {
  private static final System.Logger LOG = System.getLogger(Loras.class.getName());

  private Loras() {}

  /** The model with a LoRA added as far as the file has something for it. */
  public static Model withLora(Model model, ModelFile lora, double strength) {
    Map<String, String> names = namesOf(model);
    LoraPatch patch = LoraNames.patch(lora, names, strength);
    return patch.targets().isEmpty() || strength == 0 ? model : model.with(patch);
  }

  /** The text encoder with a LoRA added as far as the file has something for it. */
  public static TextEncoder withLora(TextEncoder clip, ModelFile lora, double strength) {
    List<TextNetwork> networks = new ArrayList<>();
    for (TextNetwork network : clip.networks()) {
      LoraPatch patch = LoraNames.patch(lora, namesOf(network), strength);
      networks.add(patch.targets().isEmpty() || strength == 0 ? network : network.with(patch));
    }
    return clip.withNetworks(networks);
  }

  private static Map<String, String> namesOf(Model model) {
    return model.architecture().family().loraNames(model.weights().source());
  }

  private static Map<String, String> namesOf(TextNetwork network) {
    return LoraNames.ofClip(network.weights().source(), network.name());
  }

  /** Warns of what a LoRA has for neither of the networks. */
  public static void warnOfUnmatched(
      ModelFile lora, @Nullable Model model, @Nullable TextEncoder clip) {
    Set<String> known = new HashSet<>();
    if (model != null) {
      known.addAll(namesOf(model).keySet());
    }
    if (clip != null) {
      clip.networks().forEach(network -> known.addAll(namesOf(network).keySet()));
    }
    for (String base : LoraNames.basesIn(lora)) {
      if (!known.contains(base)) {
        LOG.log(Level.WARNING, "lora key not loaded: " + base);
      }
    }
  }
}

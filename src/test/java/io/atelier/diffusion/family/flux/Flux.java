package io.atelier.diffusion.family.flux;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.autoencoder.KlVae;
import io.atelier.diffusion.autoencoder.Vae;
import io.atelier.diffusion.family.Architecture;
import io.atelier.diffusion.family.ModelFamily;
import io.atelier.diffusion.store.ModelFile;
import io.atelier.diffusion.store.ModelStore;
import io.atelier.diffusion.store.WeightSource;
import io.atelier.diffusion.store.WeightsKey;
import io.atelier.diffusion.text.Embeddings;
import io.atelier.diffusion.text.TextEncoder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Flux.1: a transformer over text and picture, trained to go straight from noise to picture. See <a
 * href="https://github.com/black-forest-labs/flux">FLUX.1</a>.
 */
@AutoService(ModelFamily.class)
public final class Flux implements ModelFamily {
  private static final String BLOCKS = "double_blocks.0.img_attn.norm.key_norm.scale";
  private static final String PICTURE = "img_in.weight";
  private static final String TEXT = "vector_in.in_layer.weight";
  private static final String AUTOENCODER = "vae.";
  private static final String WEIGHT = ".weight";

  @Override
  public String name() {
    return "Flux.1";
  }

  @Override
  public String specification() {
    return "flux-1-dev";
  }

  @Override
  public Optional<Architecture> recognise(ModelFile file, WeightSource network) {
    if (!network.has(BLOCKS) || !network.has(PICTURE) || !network.has(TEXT)) {
      return Optional.empty();
    }
    FluxShape shape = FluxShape.of(network);
    return ExtraLatents.ofCount(shape.inChannels() - shape.outChannels())
        .map(extra -> new FluxArchitecture(this, shape, extra));
  }

  /** None: what reads text for these models is not known here. */
  @Override
  public Optional<TextEncoder> textEncoder(
      ModelStore store, ModelFile file, Embeddings embeddings) {
    return Optional.empty();
  }

  @Override
  public Optional<Vae> autoencoder(ModelStore store, ModelFile file) {
    WeightSource weights = WeightSource.below(file, AUTOENCODER);
    return weights.isEmpty()
        ? Optional.empty()
        : Optional.of(new KlVae(store, WeightsKey.of(weights)));
  }

  @Override
  public Map<String, String> loraNames(WeightSource network) {
    Map<String, String> names = new HashMap<>();
    for (String weight : network.names().keySet()) {
      boolean layer = weight.endsWith(WEIGHT);
      String base = layer ? weight.substring(0, weight.length() - WEIGHT.length()) : weight;
      names.put("diffusion_model." + base, weight);
      if (layer) {
        names.put("lora_unet_" + base.replace('.', '_'), weight);
      }
    }
    return names;
  }
}

package io.atelier.diffusion.family;

import io.atelier.diffusion.store.ModelFile;
import io.atelier.diffusion.store.WeightSource;
import java.util.List;

/** Where the parts of a checkpoint are, whatever its family. */
public final class ModelParts {
  private static final List<String> NETWORK_PREFIXES =
      List.of("model.diffusion_model.", "model.model.", "net.");
  private static final String OTHER_NETWORK_PREFIX = "model.";
  private static final int ENOUGH_KEYS = 5;

  private ModelParts() {}

  /** The denoising network of a checkpoint. */
  public static WeightSource network(ModelFile file) {
    return WeightSource.below(file, networkPrefix(file));
  }

  private static String networkPrefix(ModelFile file) {
    String best = OTHER_NETWORK_PREFIX;
    long most = ENOUGH_KEYS;
    for (String prefix : NETWORK_PREFIXES) {
      long count = file.tensors().keySet().stream().filter(k -> k.startsWith(prefix)).count();
      if (count > most) {
        most = count;
        best = prefix;
      }
    }
    return best;
  }
}

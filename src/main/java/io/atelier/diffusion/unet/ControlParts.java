package io.atelier.diffusion.unet;

import io.atelier.diffusion.store.MergePatch;
import io.atelier.diffusion.store.ModelFile;
import io.atelier.diffusion.store.WeightSource;
import io.atelier.diffusion.store.WeightsKey;
import java.util.Map;

/** Finds a control net in a file, in the layouts that files have. */
public final class ControlParts {
  private static final String PREFIX = "control_model.";
  private static final String DIFFUSERS_MARK = "controlnet_cond_embedding.conv_in.weight";
  private static final String MARK = "input_hint_block.0.weight";
  private static final String DIFFERENCE = "difference";

  private ControlParts() {}

  /** Its weights in the original layout; empty when there is none. */
  public static WeightSource of(ModelFile file) {
    if (file.has(DIFFUSERS_MARK)) {
      return DiffusersNames.controlNet(WeightSource.below(file, ""));
    }
    WeightSource below = WeightSource.below(file, file.has(PREFIX + MARK) ? PREFIX : "");
    return below.has(MARK)
        ? below.renamed(name -> name.equals(DIFFERENCE) ? null : name)
        : new WeightSource(file, Map.of(), false);
  }

  /** Whether the file has differences to a model instead of weights of their own. */
  public static boolean isDifference(ModelFile file) {
    return file.has(DIFFERENCE) || file.has(PREFIX + DIFFERENCE);
  }

  /** Differences with the weights of a model added, wherever both have one of the name. */
  public static WeightsKey added(WeightSource differences, WeightsKey model) {
    WeightsKey own = WeightsKey.of(differences);
    return own.with(MergePatch.of(own, model, name -> new MergePatch.Mix(1, 1)));
  }
}

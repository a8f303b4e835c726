package io.atelier.diffusion.unet;

import io.atelier.diffusion.store.ModelFile;
import io.atelier.diffusion.store.WeightSource;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds a T2I-Adapter in a file, in the layouts that files have. */
public final class AdapterParts {
  private static final String PREFIX = "adapter.";
  private static final String MARK = "body.0.block1.weight";
  private static final String DIFFUSERS_MARK = "body.0.resnets.0.block1.weight";

  /** Names of the diffusers library: two blocks for each part of the body. */
  private static final Pattern DIFFUSERS =
      Pattern.compile("body\\.(\\d)\\.(?:resnets\\.([01])\\.(.+)|(in_conv\\..+))");

  private AdapterParts() {}

  /** Its weights in the original layout; empty when there is none. */
  public static WeightSource of(ModelFile file) {
    boolean wrapped = file.has(PREFIX + MARK) || file.has(PREFIX + DIFFUSERS_MARK);
    WeightSource weights = WeightSource.below(file, wrapped ? PREFIX : "");
    WeightSource original =
        weights.has(DIFFUSERS_MARK) ? weights.renamed(AdapterParts::original) : weights;
    return original.has(MARK) ? original : new WeightSource(file, Map.of(), false);
  }

  private static String original(String name) {
    Matcher matcher = DIFFUSERS.matcher(name);
    if (!matcher.matches()) {
      return name;
    }
    int first = 2 * Integer.parseInt(matcher.group(1));
    return matcher.group(4) != null
        ? "body." + first + "." + matcher.group(4)
        : "body." + (first + Integer.parseInt(matcher.group(2))) + "." + matcher.group(3);
  }
}

package io.atelier.diffusion.unet;

import io.atelier.diffusion.store.ModelFile;
import io.atelier.diffusion.store.WeightSource;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the layers of GLIGEN in a file that may hold a whole model. */
public final class GroundingParts {
  private static final Pattern NAME =
      Pattern.compile(
          "(?:model\\.)?(?:diffusion_model\\.)?(position_net\\..+"
              + "|(?:input_blocks\\.\\d{1,3}\\.\\d|middle_block\\.\\d|output_blocks\\.\\d{1,3}\\.\\d)"
              + "\\.transformer_blocks\\.\\d{1,3}\\.fuser\\..+)");

  private GroundingParts() {}

  /** Its weights by the names of the original; empty when there are none. */
  public static WeightSource of(ModelFile file) {
    return WeightSource.below(file, "").renamed(GroundingParts::name);
  }

  private static @Nullable String name(String name) {
    Matcher matcher = NAME.matcher(name);
    return matcher.matches() ? matcher.group(1) : null;
  }
}

package io.atelier.diffusion.vision;

import io.atelier.diffusion.store.ModelFile;
import io.atelier.diffusion.store.WeightSource;
import io.atelier.diffusion.text.OpenClipNames;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds networks that look at pictures in model files, in the spellings that files have. */
public final class VisionParts {
  private static final String OPEN_CLIP_PREFIX = "visual.";

  /** Where checkpoints that start from a picture keep the network that looks at it. */
  private static final List<String> CHECKPOINT_PREFIXES =
      List.of("conditioner.embedders.0.open_clip.model.visual.", "embedder.model.visual.");

  private VisionParts() {}

  /**
   * The visual half of CLIP, with names {@code vision_model.…} as the transformers library has
   * them; empty when there is none.
   */
  public static WeightSource clipVision(ModelFile file) {
    WeightSource openClip = WeightSource.below(file, OPEN_CLIP_PREFIX);
    WeightSource found =
        OpenClipNames.VISION.fit(openClip)
            ? OpenClipNames.VISION.converted(openClip)
            : WeightSource.below(file, "").renamed(VisionParts::ofVision);
    return found.asHalf();
  }

  /** The visual half of CLIP within a checkpoint; empty when there is none. */
  public static WeightSource ofCheckpoint(ModelFile file) {
    return CHECKPOINT_PREFIXES.stream()
        .map(prefix -> WeightSource.below(file, prefix))
        .filter(OpenClipNames.VISION::fit)
        .findFirst()
        .map(found -> OpenClipNames.VISION.converted(found).asHalf())
        .orElseGet(() -> new WeightSource(file, Map.of(), true));
  }

  private static @Nullable String ofVision(String name) {
    boolean used =
        (name.startsWith("vision_model.") && !name.endsWith("position_ids"))
            || name.equals("visual_projection.weight");
    return used ? name : null;
  }

  /** A style adapter, its layers named {@code layers.…}; empty when there is none. */
  public static WeightSource style(ModelFile file) {
    return OpenClipNames.STYLE.converted(WeightSource.below(file, ""));
  }
}

package io.atelier.diffusion.weights;

import org.jspecify.annotations.Nullable;

/** Finds networks that look at pictures in model files, in the spellings that files have. */
public final class VisionParts {
  private static final String OPEN_CLIP_PREFIX = "visual.";

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

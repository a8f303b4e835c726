package io.atelier.nodes;

import java.util.Map;

/** Recorded node cases that Atelier means to answer otherwise, and why. */
final class NodeDeviations {
  private static final String GREY = "16-bit grey is scaled, not cut to 255: see PictureFilesTest";
  private static final String ALPHA =
      "a picture without alpha becomes opaque: see AlphaPaddingTest";

  private static final Map<String, String> REASONS =
      Map.of(
          "LoadImage--gray16-20x10-png", GREY,
          "LoadImageMask--gray16-20x10-png-red", GREY,
          "LoadImageMask--gray16-20x10-png-blue", GREY,
          "ImageBatch--error-rgb-rgba", ALPHA,
          "ImageBatch--error-rgba-rgb", ALPHA,
          "SaveAnimatedPNG--error-slow", "slow animations are said in coarser parts of a second");

  private NodeDeviations() {}

  static boolean isIntended(String nodeCase) {
    return REASONS.containsKey(nodeCase);
  }
}

package io.atelier.nodes.mask;

import io.atelier.nodes.NodeFamilyContract;
import java.util.Set;

class MaskNodesTest extends NodeFamilyContract {
  MaskNodesTest() {
    super(
        "mask",
        Set.of(
            "CropMask",
            "FeatherMask",
            "GrowMask",
            "ImageColorToMask",
            "ImageCompositeMasked",
            "ImageToMask",
            "InvertMask",
            "JoinImageWithAlpha",
            "MaskComposite",
            "MaskPreview",
            "MaskToImage",
            "PorterDuffImageComposite",
            "SolidMask",
            "SplitImageWithAlpha",
            "ThresholdMask"));
  }
}

package io.atelier.nodes;

import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ImageNodeCasesTest {
  private static final Set<String> COVERED =
      Set.of(
          "EmptyImage",
          "GetImageSize",
          "ImageBatch",
          "ImageBlend",
          "ImageBlur",
          "ImageCrop",
          "ImageFlip",
          "ImageFromBatch",
          "ImageInvert",
          "ImagePadForOutpaint",
          "ImageRGBToYUV",
          "ImageRotate",
          "ImageScale",
          "ImageScaleBy",
          "ImageScaleToMaxDimension",
          "ImageScaleToTotalPixels",
          "ImageSharpen",
          "ImageStitch",
          "ImageYUVToRGB",
          "LoadImage",
          "LoadImageMask",
          "LoadImageOutput",
          "Morphology",
          "PreviewImage",
          "RebatchImages",
          "RepeatImageBatch",
          "ResizeAndPadImage",
          "SaveAnimatedPNG",
          "SaveImage");

  /** Of the mask and text families. */
  private static final Set<String> MISSING =
      Set.of(
          "JoinImageWithAlpha", "MaskToImage", "PreviewAny", "PrimitiveInt", "StringConcatenate");

  @TestFactory
  Stream<DynamicTest> imageNodesGiveWhatWasRecorded() {
    return NodeCases.of("image", COVERED, MISSING);
  }
}

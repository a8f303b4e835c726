package io.atelier.nodes;

import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ImageNodeCasesTest {
  private static final Set<String> COVERED =
      Set.of(
          "Canny",
          "EmptyImage",
          "FluxKontextImageScale",
          "GetImageSize",
          "ImageAddNoise",
          "ImageBatch",
          "ImageBlend",
          "ImageBlur",
          "ImageCrop",
          "ImageFlip",
          "ImageFromBatch",
          "ImageInvert",
          "ImagePadForOutpaint",
          "ImageQuantize",
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
          "SaveAnimatedWEBP",
          "SaveImage");

  @TestFactory
  Stream<DynamicTest> imageNodesGiveWhatWasRecorded() {
    return NodeCases.of("image", COVERED);
  }
}

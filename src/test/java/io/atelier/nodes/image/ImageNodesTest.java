package io.atelier.nodes.image;

import io.atelier.nodes.NodeFamilyContract;
import java.util.Set;

class ImageNodesTest extends NodeFamilyContract {
  ImageNodesTest() {
    super(
        "image",
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
            "SaveImage"));
  }
}

package io.atelier.image.codec;

import java.awt.image.Raster;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * Reads JPEG with the JDK's libjpeg, whose pixels are those of Pillow for grey and colour; pictures
 * in CMYK are converted here, since ImageIO leaves them alone.
 */
final class JpegDecoder {
  private static final int YCCK = 2;

  private JpegDecoder() {}

  static List<PictureFrame> decode(byte[] content, DecodeBudget budget) throws IOException {
    JpegStructure structure = JpegStructure.of(content);
    structure.spend(budget);
    ImageReader reader = JdkReaders.of("jpeg");
    try (ImageInputStream input = new PacedInput(content, budget)) {
      reader.setInput(input, true, true);
      PictureFrame frame =
          structure.components() == 4
              ? cmyk(reader.readRaster(0, null), structure.adobeTransform())
              : RasterDecoder.frame(reader.read(0));
      return List.of(frame.oriented(structure.orientation()));
    } finally {
      reader.dispose();
    }
  }

  private static PictureFrame cmyk(Raster raster, int adobeTransform) {
    int width = raster.getWidth();
    int height = raster.getHeight();
    byte[] rgba = new byte[Math.multiplyExact(width * height, PictureFrame.PIXEL)];
    int[] row = new int[width * 4];
    boolean inverted = adobeTransform >= 0;
    for (int y = 0; y < height; y++) {
      raster.getPixels(0, y, width, 1, row);
      for (int x = 0; x < width; x++) {
        int from = x * 4;
        if (adobeTransform == YCCK) {
          toCmy(row, from);
        }
        int flip = inverted ? 255 : 0;
        Inks.paint(
            row[from] ^ flip,
            row[from + 1] ^ flip,
            row[from + 2] ^ flip,
            row[from + 3] ^ flip,
            rgba,
            (y * width + x) * PictureFrame.PIXEL);
      }
    }
    return new PictureFrame(width, height, rgba, false);
  }

  /** Luma and chroma of the three inks to the inks. */
  private static void toCmy(int[] row, int at) {
    double luma = row[at];
    double blue = row[at + 1] - 128;
    double red = row[at + 2] - 128;
    row[at] = 255 - clip(luma + 1.402 * red);
    row[at + 1] = 255 - clip(luma - 0.344136 * blue - 0.714136 * red);
    row[at + 2] = 255 - clip(luma + 1.772 * blue);
  }

  private static int clip(double value) {
    return (int) Math.min(255, Math.max(0, Math.rint(value)));
  }
}

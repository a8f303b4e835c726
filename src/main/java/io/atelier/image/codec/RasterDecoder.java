package io.atelier.image.codec;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * Reads formats for which ImageIO's readers are exact. Samples are taken from the raster as they
 * are: no colour management, which would change grey values.
 */
final class RasterDecoder {
  private RasterDecoder() {}

  /** The first picture of a file, whose cost was taken from the budget before. */
  static PictureFrame first(ImageReader reader, byte[] content, DecodeBudget budget)
      throws IOException {
    try (ImageInputStream input = new PacedInput(content, budget)) {
      reader.setInput(input);
      return frame(reader.read(0));
    } finally {
      reader.dispose();
    }
  }

  static PictureFrame frame(BufferedImage image) {
    Raster raster = image.getRaster();
    ColorModel model = image.getColorModel();
    int width = image.getWidth();
    int height = image.getHeight();
    byte[] rgba = new byte[Math.multiplyExact(width * height, PictureFrame.PIXEL)];
    if (model instanceof IndexColorModel palette) {
      int[] row = new int[width];
      for (int y = 0; y < height; y++) {
        raster.getSamples(0, y, width, 1, 0, row);
        for (int x = 0; x < width; x++) {
          putArgb(palette.getRGB(row[x]), rgba, (y * width + x) * PictureFrame.PIXEL);
        }
      }
      return new PictureFrame(width, height, rgba, palette.hasAlpha());
    }
    int bands = raster.getNumBands();
    int[] bits = model.getComponentSize();
    boolean alpha = model.hasAlpha();
    int[] row = new int[width * bands];
    for (int y = 0; y < height; y++) {
      raster.getPixels(0, y, width, 1, row);
      for (int x = 0; x < width; x++) {
        int to = (y * width + x) * PictureFrame.PIXEL;
        int from = x * bands;
        boolean grey = bands < 3;
        for (int c = 0; c < 3; c++) {
          int band = grey ? 0 : c;
          rgba[to + c] = sample(row[from + band], bits[band]);
        }
        rgba[to + 3] = alpha ? sample(row[from + bands - 1], bits[bands - 1]) : (byte) 255;
      }
    }
    return new PictureFrame(width, height, rgba, alpha);
  }

  /** A sample in eight bits; of more than eight the high byte. */
  private static byte sample(int value, int bits) {
    return (byte) (bits <= 8 ? value * 255 / ((1 << bits) - 1) : value >> (bits - 8));
  }

  static void putArgb(int argb, byte[] rgba, int to) {
    rgba[to] = (byte) (argb >> 16);
    rgba[to + 1] = (byte) (argb >> 8);
    rgba[to + 2] = (byte) argb;
    rgba[to + 3] = (byte) (argb >>> 24);
  }
}

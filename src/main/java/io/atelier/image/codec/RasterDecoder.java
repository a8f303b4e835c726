package io.atelier.image.codec;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Reads formats for which ImageIO's readers are exact. Samples are taken from the raster as they
 * are: no colour management, which would change grey values.
 */
final class RasterDecoder {
  private RasterDecoder() {}

  /** All pictures of a file, those of another size than the first too. */
  static List<Frame> decode(String format, byte[] content, PixelBudget budget) throws IOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName(format).next();
    try (ImageInputStream input =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(content))) {
      reader.setInput(input);
      int count = reader.getNumImages(true);
      List<Frame> frames = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        budget.take(reader.getWidth(i), reader.getHeight(i));
        frames.add(frame(reader.read(i)));
      }
      if (frames.isEmpty()) {
        throw new ImageFormatException(format + " file without a picture");
      }
      int orientation = format.equals("tiff") ? Exif.orientation(content) : Exif.UPRIGHT;
      return frames.stream().map(frame -> frame.oriented(orientation)).toList();
    } finally {
      reader.dispose();
    }
  }

  static Frame frame(BufferedImage image) {
    Raster raster = image.getRaster();
    ColorModel model = image.getColorModel();
    int width = image.getWidth();
    int height = image.getHeight();
    byte[] rgba = new byte[Math.multiplyExact(width * height, Frame.PIXEL)];
    if (model instanceof IndexColorModel palette) {
      int[] row = new int[width];
      for (int y = 0; y < height; y++) {
        raster.getSamples(0, y, width, 1, 0, row);
        for (int x = 0; x < width; x++) {
          putArgb(palette.getRGB(row[x]), rgba, (y * width + x) * Frame.PIXEL);
        }
      }
      return new Frame(width, height, rgba, palette.hasAlpha());
    }
    int bands = raster.getNumBands();
    int[] row = new int[width * bands];
    for (int y = 0; y < height; y++) {
      raster.getPixels(0, y, width, 1, row);
      for (int x = 0; x < width; x++) {
        int to = (y * width + x) * Frame.PIXEL;
        int from = x * bands;
        boolean grey = bands < 3;
        for (int c = 0; c < 3; c++) {
          rgba[to + c] = sample(row[from + (grey ? 0 : c)], model.getComponentSize(0), bands);
        }
        boolean alpha = model.hasAlpha();
        rgba[to + 3] =
            alpha ? sample(row[from + bands - 1], model.getComponentSize(0), bands) : (byte) 255;
      }
    }
    return new Frame(width, height, rgba, model.hasAlpha());
  }

  /** The high byte of 16 bits, but single 16-bit samples are cut to 255 instead of scaled. */
  private static byte sample(int value, int bits, int bands) {
    if (bits <= 8) {
      return (byte) (value * (255 / ((1 << bits) - 1)));
    }
    return (byte) (bands == 1 ? Math.min(value, 255) : value >> (bits - 8));
  }

  static void putArgb(int argb, byte[] rgba, int to) {
    rgba[to] = (byte) (argb >> 16);
    rgba[to + 1] = (byte) (argb >> 8);
    rgba[to + 2] = (byte) argb;
    rgba[to + 3] = (byte) (argb >>> 24);
  }
}

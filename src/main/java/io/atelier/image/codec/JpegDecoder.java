package io.atelier.image.codec;

import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Reads JPEG with the JDK's libjpeg, whose pixels are those of Pillow for grey and colour; pictures
 * in CMYK are converted here, since ImageIO leaves them alone.
 */
final class JpegDecoder {
  private static final int START_OF_SCAN = 0xda;
  private static final int APP1 = 0xe1;
  private static final int APP14 = 0xee;
  private static final int YCCK = 2;

  private JpegDecoder() {}

  static List<Frame> decode(byte[] content, PixelBudget budget) throws IOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
    try (ImageInputStream input =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(content))) {
      reader.setInput(input, true, true);
      budget.take(reader.getWidth(0), reader.getHeight(0));
      Segments segments = Segments.of(content);
      Frame frame =
          segments.components == 4
              ? cmyk(reader.readRaster(0, null), segments.adobeTransform)
              : RasterDecoder.frame(reader.read(0));
      return List.of(frame.oriented(segments.orientation));
    } finally {
      reader.dispose();
    }
  }

  private static Frame cmyk(Raster raster, int adobeTransform) {
    int width = raster.getWidth();
    int height = raster.getHeight();
    byte[] rgba = new byte[Math.multiplyExact(width * height, Frame.PIXEL)];
    Arrays.fill(rgba, (byte) 255);
    int[] row = new int[width * 4];
    boolean inverted = adobeTransform >= 0;
    for (int y = 0; y < height; y++) {
      raster.getPixels(0, y, width, 1, row);
      for (int x = 0; x < width; x++) {
        int from = x * 4;
        if (adobeTransform == YCCK) {
          toCmy(row, from);
        }
        int to = (y * width + x) * Frame.PIXEL;
        int white = inverted ? row[from + 3] : 255 - row[from + 3];
        for (int c = 0; c < 3; c++) {
          int ink = inverted ? 255 - row[from + c] : row[from + c];
          int product = ink * white + 128;
          rgba[to + c] = (byte) Math.max(0, white - (((product >> 8) + product) >> 8));
        }
      }
    }
    return new Frame(width, height, rgba, false);
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

  /**
   * What the segments before the pixels say.
   *
   * @param adobeTransform of the colours, −1 without Adobe's segment
   */
  private record Segments(int components, int orientation, int adobeTransform) {
    static Segments of(byte[] content) {
      int components = 3;
      int orientation = Exif.UPRIGHT;
      int transform = -1;
      int at = 2;
      while (at + 4 <= content.length && (content[at] & 255) == 0xff) {
        int marker = content[at + 1] & 255;
        int length = ((content[at + 2] & 255) << 8) | (content[at + 3] & 255);
        int end = Math.min(content.length, at + 2 + length);
        if (marker == START_OF_SCAN) {
          break;
        }
        if (marker == APP1 && end - at > 10 && content[at + 4] == 'E') {
          orientation = Exif.orientation(Arrays.copyOfRange(content, at + 4, end));
        } else if (marker == APP14 && end - at >= 16 && content[at + 4] == 'A') {
          transform = content[at + 15];
        } else if (isStartOfFrame(marker) && end - at >= 10) {
          components = content[at + 9];
        }
        at += 2 + length;
      }
      return new Segments(components, orientation, transform);
    }

    private static boolean isStartOfFrame(int marker) {
      return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }
  }
}

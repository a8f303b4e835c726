package io.atelier.image.codec;

import com.luciad.imageio.webp.CompressionType;
import com.luciad.imageio.webp.WebPImageWriterSpi;
import com.luciad.imageio.webp.WebPWriteParam;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import javax.imageio.IIOImage;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * How much of a picture WebP keeps, and how hard libwebp works on it.
 *
 * @param lossless whether every pixel is kept
 * @param quality 0 to 100; of lossless files, the effort
 * @param method 0 (fastest) to 6 (smallest)
 */
public record WebpQuality(boolean lossless, int quality, int method) {

  private static final int MAX_SIDE = 16_383;

  /** One picture as a WebP file of its own. */
  byte[] encode(byte[] pixels, int width, int height, int channels) throws IOException {
    if (width > MAX_SIDE || height > MAX_SIDE) {
      throw new ImageFormatException(
          "picture of %d × %d pixels exceeds the WebP limit of %d pixels a side"
              .formatted(width, height, MAX_SIDE));
    }
    WebPWriteParam settings = new WebPWriteParam(Locale.ROOT);
    settings.setCompressionType(lossless ? CompressionType.Lossless : CompressionType.Lossy);
    settings.setCompressionQuality(quality / 100f);
    settings.setMethod(method);
    ImageWriter writer = new WebPImageWriterSpi().createWriterInstance(null);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (ImageOutputStream output = new MemoryCacheImageOutputStream(file)) {
      writer.setOutput(output);
      IIOImage image = new IIOImage(image(pixels, width, height, channels), null, null);
      writer.write(null, image, settings);
    } finally {
      writer.dispose();
    }
    return file.toByteArray();
  }

  private static BufferedImage image(byte[] pixels, int width, int height, int channels) {
    boolean alpha = channels == 4;
    BufferedImage image =
        new BufferedImage(
            width, height, alpha ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
    int[] row = new int[width];
    int from = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        row[x] =
            (alpha ? pixels[from + 3] << 24 : 0)
                | (pixels[from] & 255) << 16
                | (pixels[from + 1] & 255) << 8
                | (pixels[from + 2] & 255);
        from += channels;
      }
      image.getRaster().setDataElements(0, y, width, 1, row);
    }
    return image;
  }
}

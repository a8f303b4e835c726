package io.atelier.rest;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.jspecify.annotations.Nullable;

/** Pictures encoded anew for a view: smaller for a preview, or only some of their channels. */
final class ImageRendering {
  private static final int DEFAULT_QUALITY = 90;

  private ImageRendering() {}

  /** Where a picture comes from. */
  private interface Source {
    BufferedImage read() throws IOException;
  }

  /** An encoded picture. */
  record Encoded(byte[] bytes, String type) {}

  /**
   * A preview in WebP or JPEG.
   *
   * @param wish format and quality: {@code webp;75}
   * @param channel the channels asked for, or null
   * @throws UnreadableRequestException when the file is no picture
   */
  static Encoded preview(Path file, String wish, @Nullable String channel) throws IOException {
    return preview(() -> PictureReader.read(file), wish, channel);
  }

  /** The same of an encoded picture in memory. */
  static Encoded preview(byte[] picture, String wish, @Nullable String channel) throws IOException {
    return preview(() -> PictureReader.read(picture), wish, channel);
  }

  private static Encoded preview(Source source, String wish, @Nullable String channel)
      throws IOException {
    String[] parts = wish.split(";", -1);
    String format = parts[0].toLowerCase(Locale.ROOT);
    boolean withAlpha = channel != null && channel.contains("a");
    if (withAlpha || !(format.equals("webp") || format.equals("jpeg"))) {
      format = "webp";
    }
    int quality = quality(parts[parts.length - 1]);
    BufferedImage image = source.read();
    if (format.equals("jpeg") || "rgb".equals(channel)) {
      image = withoutAlpha(image);
    }
    return new Encoded(encode(image, format, quality / 100f), "image/" + format);
  }

  private static int quality(String text) {
    boolean number =
        !text.isEmpty() && text.length() < 4 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return number ? Math.min(100, Integer.parseInt(text)) : DEFAULT_QUALITY;
  }

  /**
   * One part of the channels as PNG.
   *
   * @param alpha the alpha channel on black; else the colours, their alpha dropped
   * @throws UnreadableRequestException when the file is no picture
   */
  static Encoded channel(Path file, boolean alpha) throws IOException {
    BufferedImage image = PictureReader.read(file);
    BufferedImage part = alpha ? alphaOnly(image) : withoutAlpha(image);
    return new Encoded(encode(part, "png", 1), "image/png");
  }

  private static BufferedImage withoutAlpha(BufferedImage image) {
    return mapped(image, BufferedImage.TYPE_INT_RGB, argb -> argb);
  }

  private static BufferedImage alphaOnly(BufferedImage image) {
    return mapped(image, BufferedImage.TYPE_INT_ARGB, argb -> argb & 0xff000000);
  }

  private static BufferedImage mapped(
      BufferedImage image, int type, java.util.function.IntUnaryOperator change) {
    int width = image.getWidth();
    BufferedImage result = new BufferedImage(width, image.getHeight(), type);
    int[] row = new int[width];
    for (int y = 0; y < image.getHeight(); y++) {
      image.getRGB(0, y, width, 1, row, 0, width);
      for (int x = 0; x < width; x++) {
        row[x] = change.applyAsInt(row[x]);
      }
      result.setRGB(0, y, width, 1, row, 0, width);
    }
    return result;
  }

  private static byte[] encode(BufferedImage image, String format, float quality)
      throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream output = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(output);
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      if (!format.equals("png")) {
        parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        if (format.equals("webp")) {
          parameters.setCompressionType("Lossy");
        }
        parameters.setCompressionQuality(quality);
      }
      writer.write(null, new IIOImage(image, null, null), parameters);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}

package io.atelier.rest.picture;

import com.luciad.imageio.webp.WebPImageWriterSpi;
import io.atelier.image.codec.PictureFrame;
import io.atelier.image.codec.PngEncoder;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.jspecify.annotations.Nullable;

/** Pictures encoded anew for a view: smaller for a preview, or only some of their channels. */
public final class ImageRendering {
  static final int PNG_LEVEL = 4;
  private static final int DEFAULT_QUALITY = 90;
  private static final int LONGEST_WEBP_SIDE = 16_383;
  private static final int LONGEST_JPEG_SIDE = 65_500;

  private ImageRendering() {}

  /** An encoded picture. */
  public record Encoded(byte[] bytes, String type) {}

  /**
   * A preview in WebP or JPEG.
   *
   * @param wish format and quality: {@code webp;75}
   * @param channel the channels asked for, or null
   * @throws PictureRefusal when the file is no picture that can be shown
   */
  public static Encoded preview(Path file, String wish, @Nullable String channel)
      throws IOException {
    return PictureReader.inTurn(() -> preview(PictureReader.read(file), wish, channel));
  }

  /** The same of an encoded picture in memory. */
  static Encoded preview(byte[] picture, String wish, @Nullable String channel) throws IOException {
    return PictureReader.inTurn(() -> preview(PictureReader.read(picture), wish, channel));
  }

  private static Encoded preview(PictureFrame picture, String wish, @Nullable String channel)
      throws IOException {
    String[] parts = wish.split(";", -1);
    String format = parts[0].toLowerCase(Locale.ROOT);
    boolean withAlpha = channel != null && channel.contains("a");
    if (withAlpha || !(format.equals("webp") || format.equals("jpeg"))) {
      format = "webp";
    }
    int longest = format.equals("webp") ? LONGEST_WEBP_SIDE : LONGEST_JPEG_SIDE;
    if (Math.max(picture.width(), picture.height()) > longest) {
      throw PictureRefusal.because(
          "a picture of %d × %d pixels is too long for %s"
              .formatted(picture.width(), picture.height(), format));
    }
    float quality = quality(parts[parts.length - 1]) / 100f;
    boolean opaque = !picture.masked() || format.equals("jpeg") || "rgb".equals(channel);
    return new Encoded(encode(image(picture, opaque), format, quality), "image/" + format);
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
   * @throws PictureRefusal when the file is no picture that can be shown
   */
  public static Encoded channel(Path file, boolean alpha) throws IOException {
    return PictureReader.inTurn(() -> channel(PictureReader.read(file), alpha));
  }

  private static Encoded channel(PictureFrame picture, boolean alpha) {
    byte[] pixels = alpha ? alphaOnly(picture.rgba()) : withoutAlpha(picture.rgba());
    int channels = alpha ? 4 : 3;
    return new Encoded(
        PngEncoder.encode(pixels, picture.width(), picture.height(), channels, PNG_LEVEL, Map.of()),
        "image/png");
  }

  private static byte[] alphaOnly(byte[] rgba) {
    byte[] result = new byte[rgba.length];
    for (int i = 3; i < rgba.length; i += 4) {
      result[i] = rgba[i];
    }
    return result;
  }

  private static byte[] withoutAlpha(byte[] rgba) {
    byte[] result = new byte[rgba.length / 4 * 3];
    for (int from = 0, to = 0; from < rgba.length; from += 4, to += 3) {
      System.arraycopy(rgba, from, result, to, 3);
    }
    return result;
  }

  private static BufferedImage image(PictureFrame picture, boolean opaque) {
    int type = opaque ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_INT_ARGB;
    BufferedImage image = new BufferedImage(picture.width(), picture.height(), type);
    byte[] rgba = picture.rgba();
    int[] row = new int[picture.width()];
    for (int y = 0, at = 0; y < picture.height(); y++) {
      for (int x = 0; x < row.length; x++, at += 4) {
        row[x] =
            (rgba[at + 3] & 255) << 24
                | (rgba[at] & 255) << 16
                | (rgba[at + 1] & 255) << 8
                | (rgba[at + 2] & 255);
      }
      image.setRGB(0, y, row.length, 1, row, 0, row.length);
    }
    return image;
  }

  private static byte[] encode(BufferedImage image, String format, float quality)
      throws IOException {
    ImageWriter writer =
        format.equals("webp") ? new WebPImageWriterSpi().createWriterInstance(null) : jpegWriter();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream output = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(output);
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      if (format.equals("webp")) {
        parameters.setCompressionType("Lossy");
      }
      parameters.setCompressionQuality(quality);
      writer.write(null, new IIOImage(image, null, null), parameters);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** The JDK's own writer, whatever other plug-ins a server or a library registers. */
  private static ImageWriter jpegWriter() {
    Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName("jpeg");
    ImageWriter writer = writers.next();
    while (!writer.getClass().getModule().equals(ImageIO.class.getModule())) {
      writer = writers.next();
    }
    return writer;
  }
}

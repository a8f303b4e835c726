package io.atelier.nodes.sampling;

import io.atelier.diffusion.autoencoder.RgbPicture;
import io.atelier.node.Preview;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Pictures as clients see them on the way: of one size, encoded as JPEG. */
final class PreviewPicture {
  private static final float JPEG_QUALITY = 0.95f;

  private PreviewPicture() {}

  /** The picture with its longer side of the given length. */
  static Preview of(RgbPicture picture, int longer) {
    BufferedImage image = image(picture.rgb(), picture.width(), picture.height());
    return new Preview(Preview.Format.JPEG, jpeg(fitted(image, longer)));
  }

  private static BufferedImage image(byte[] rgb, int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int p = 0; p < width * height; p++) {
      int colour =
          (rgb[p * 3] & 0xFF) << 16 | (rgb[p * 3 + 1] & 0xFF) << 8 | (rgb[p * 3 + 2] & 0xFF);
      image.setRGB(p % width, p / width, colour);
    }
    return image;
  }

  private static BufferedImage fitted(BufferedImage small, int longer) {
    double scale = (double) longer / Math.max(small.getWidth(), small.getHeight());
    int width = Math.max(1, (int) Math.round(small.getWidth() * scale));
    int height = Math.max(1, (int) Math.round(small.getHeight() * scale));
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(small, 0, 0, width, height, null);
    graphics.dispose();
    return image;
  }

  private static byte[] jpeg(BufferedImage image) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      ImageWriteParam settings = writer.getDefaultWriteParam();
      settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      settings.setCompressionQuality(JPEG_QUALITY);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), settings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}

package io.atelier.rest;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** A picture with the alpha channel of another, as PNG with the texts of the first. */
final class MaskedPicture {
  /** The deflate level 4 as ImageIO counts. */
  private static final float LEVEL_4 = 1 - 4 / 9f;

  private MaskedPicture() {}

  /**
   * Combines two files.
   *
   * @throws UnreadableRequestException when one is no picture, the mask has no alpha, or their
   *     sizes differ
   */
  static byte[] png(Path original, Path mask) throws IOException {
    BufferedImage colours = PictureReader.read(original);
    BufferedImage alpha = PictureReader.read(mask);
    if (!alpha.getColorModel().hasAlpha()) {
      throw new UnreadableRequestException("the mask has no alpha channel");
    }
    if (colours.getWidth() != alpha.getWidth() || colours.getHeight() != alpha.getHeight()) {
      throw new UnreadableRequestException("the mask is not as large as the picture");
    }
    return PngTexts.copy(PngTexts.of(original), encode(combine(colours, alpha)));
  }

  private static BufferedImage combine(BufferedImage colours, BufferedImage alpha) {
    int width = colours.getWidth();
    BufferedImage both = new BufferedImage(width, colours.getHeight(), BufferedImage.TYPE_INT_ARGB);
    int[] colourRow = new int[width];
    int[] alphaRow = new int[width];
    for (int y = 0; y < colours.getHeight(); y++) {
      colours.getRGB(0, y, width, 1, colourRow, 0, width);
      alpha.getRGB(0, y, width, 1, alphaRow, 0, width);
      for (int x = 0; x < width; x++) {
        colourRow[x] = (colourRow[x] & 0x00ffffff) | (alphaRow[x] & 0xff000000);
      }
      both.setRGB(0, y, width, 1, colourRow, 0, width);
    }
    return both;
  }

  private static byte[] encode(BufferedImage image) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream output = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(output);
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      parameters.setCompressionQuality(LEVEL_4);
      writer.write(null, new IIOImage(image, null, null), parameters);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}

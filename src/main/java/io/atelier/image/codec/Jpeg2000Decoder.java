package io.atelier.image.codec;

import com.github.jaiimageio.jpeg2000.impl.J2KImageReaderSpi;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Reads JPEG 2000, as a file or as a bare codestream, once its headers are found sound. */
final class Jpeg2000Decoder {
  private static final int INKS = 12;
  private static final int LUMA = 18;

  private Jpeg2000Decoder() {}

  static List<PictureFrame> decode(byte[] content, DecodeBudget budget) throws IOException {
    boolean bare = content[0] != 0;
    Jpeg2000Boxes boxes = bare ? null : Jpeg2000Boxes.of(content);
    Jpeg2000Header.spend(content, boxes == null ? 0 : boxes.codestream(), budget);
    ImageReader reader = new J2KImageReaderSpi().createReaderInstance(null);
    try (ImageInputStream input = new PacedInput(content, budget)) {
      reader.setInput(input);
      BufferedImage image = reader.read(0);
      return List.of(
          switch (boxes == null ? 0 : boxes.colours()) {
            case INKS -> inks(image.getRaster());
            case LUMA -> colours(RasterDecoder.frame(image));
            default -> RasterDecoder.frame(image);
          });
    } catch (VirtualMachineError e) {
      throw e;
    } catch (Error e) {
      // The library throws bare errors where a file breaks the standard.
      throw new ImageFormatException("broken JPEG 2000 file", e);
    } finally {
      reader.dispose();
    }
  }

  private static PictureFrame inks(Raster raster) throws ImageFormatException {
    if (raster.getNumBands() != 4 || raster.getTransferType() != DataBuffer.TYPE_BYTE) {
      throw new ImageFormatException("JPEG 2000 of other inks than four");
    }
    int width = raster.getWidth();
    byte[] rgba = new byte[Math.multiplyExact(width * raster.getHeight(), PictureFrame.PIXEL)];
    int[] row = new int[width * 4];
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getPixels(0, y, width, 1, row);
      for (int i = 0; i < row.length; i += 4) {
        Inks.paint(row[i], row[i + 1], row[i + 2], row[i + 3], rgba, y * row.length + i);
      }
    }
    return new PictureFrame(width, raster.getHeight(), rgba, false);
  }

  /** Luma and differences of colour as the colours. */
  private static PictureFrame colours(PictureFrame frame) {
    byte[] rgba = frame.rgba().clone();
    for (int i = 0; i < rgba.length; i += PictureFrame.PIXEL) {
      double luma = rgba[i] & 255;
      double blue = (rgba[i + 1] & 255) - 128;
      double red = (rgba[i + 2] & 255) - 128;
      rgba[i] = level(luma + 1.402 * red);
      rgba[i + 1] = level(luma - 0.344136 * blue - 0.714136 * red);
      rgba[i + 2] = level(luma + 1.772 * blue);
    }
    return new PictureFrame(frame.width(), frame.height(), rgba, frame.masked());
  }

  private static byte level(double value) {
    return (byte) Math.min(255, Math.max(0, Math.rint(value)));
  }
}

package io.atelier.image.codec;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/**
 * The samples of a decoded TIFF picture as RGBA. Their whole range becomes 0 to 255: a float sample
 * is black at 0 and white at 1, a whole number is white at the largest that its bits can say. Since
 * 32 bits mostly hold pictures of 16, such a picture is white at 65,535 unless it has larger
 * numbers.
 */
final class TiffPixels {
  private static final int INKS = 5;
  private static final int SIGNED = 2;
  private static final int PREMULTIPLIED = 1;
  private static final int UNRELATED = 0;
  private static final int SIXTEEN_BITS = 0xffff;

  private final Raster raster;
  private final TiffDirectory directory;
  private final int bands;
  private final boolean floating;
  private final boolean signed;
  private final int bits;
  private final double white;

  private TiffPixels(Raster raster, TiffDirectory directory) {
    this.raster = raster;
    this.directory = directory;
    this.bands = raster.getNumBands();
    int type = raster.getTransferType();
    this.floating = type == DataBuffer.TYPE_FLOAT || type == DataBuffer.TYPE_DOUBLE;
    this.signed = directory.get(TiffDirectory.SAMPLE_FORMAT, 1) == SIGNED;
    this.bits = (int) directory.get(TiffDirectory.BITS, 1);
    this.white = floating ? 1 : white();
  }

  static PictureFrame frame(BufferedImage image, TiffDirectory directory) {
    if (image.getColorModel() instanceof IndexColorModel) {
      return RasterDecoder.frame(image);
    }
    return new TiffPixels(image.getRaster(), directory).frame();
  }

  private double white() {
    double largest = Math.pow(2, signed ? bits - 1 : bits) - 1;
    if (bits != 32) {
      return largest;
    }
    double[] row = new double[raster.getWidth() * bands];
    for (int y = 0; y < raster.getHeight(); y++) {
      for (double value : row(y, row)) {
        if (value > SIXTEEN_BITS) {
          return largest;
        }
      }
    }
    return SIXTEEN_BITS;
  }

  /** The samples of a row as the numbers that the file means. */
  private double[] row(int y, double[] row) {
    raster.getPixels(0, y, raster.getWidth(), 1, row);
    if (!floating) {
      for (int i = 0; i < row.length; i++) {
        row[i] = number(row[i]);
      }
    }
    return row;
  }

  private double number(double stored) {
    return switch (bits) {
      case 32 -> signed ? (double) (int) (long) stored : (long) stored & 0xffff_ffffL;
      case 16 -> signed ? (double) (short) (long) stored : stored;
      case 8 -> signed ? (double) (byte) (long) stored : stored;
      default -> stored;
    };
  }

  private PictureFrame frame() {
    int width = raster.getWidth();
    int height = raster.getHeight();
    byte[] rgba = new byte[Math.multiplyExact(width * height, PictureFrame.PIXEL)];
    boolean inks = directory.get(TiffDirectory.PHOTOMETRIC, 1) == INKS && bands >= 4;
    int colours = inks ? 4 : bands < 3 ? 1 : 3;
    long extra = directory.get(TiffDirectory.EXTRA_SAMPLES, -1);
    boolean alpha = !inks && bands > colours && extra != UNRELATED;
    double[] row = new double[width * bands];
    for (int y = 0; y < height; y++) {
      row(y, row);
      for (int x = 0; x < width; x++) {
        int from = x * bands;
        int to = (y * width + x) * PictureFrame.PIXEL;
        if (inks) {
          int[] ink = {level(row[from]), level(row[from + 1]), level(row[from + 2])};
          Inks.paint(ink[0], ink[1], ink[2], level(row[from + 3]), rgba, to);
          continue;
        }
        rgba[to + 3] = (byte) (alpha ? level(row[from + colours]) : 255);
        for (int c = 0; c < 3; c++) {
          int value = level(row[from + (colours == 1 ? 0 : c)]);
          boolean divides = alpha && extra == PREMULTIPLIED;
          rgba[to + c] = (byte) (divides ? divided(value, rgba[to + 3] & 255) : value);
        }
      }
    }
    return new PictureFrame(width, height, rgba, alpha);
  }

  /** The byte of a sample; of several 16-bit samples the high byte, as Pillow has it. */
  private int level(double sample) {
    if (bits == 16 && !floating && !signed && bands > 1) {
      return (int) sample >> 8;
    }
    return (int) Math.min(255, Math.max(0, Math.rint(sample * 255 / white)));
  }

  private static int divided(int value, int alpha) {
    return alpha == 0 ? 0 : Math.min(255, value * 255 / alpha);
  }
}

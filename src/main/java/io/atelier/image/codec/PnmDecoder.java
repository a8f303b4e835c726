package io.atelier.image.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Reads portable any-maps (PBM, PGM, PPM, PAM, PFM): plain numbers, scaled so that the largest is
 * white. What a file lacks at its end is black.
 */
final class PnmDecoder {
  private static final int MAX_PIXELS_PER_BYTE = 8;

  private final byte[] content;
  private final PnmHeader header;
  private final byte[] rgba;

  private PnmDecoder(byte[] content, PnmHeader header) {
    this.content = content;
    this.header = header;
    this.rgba = new byte[Math.multiplyExact(header.width() * header.height(), PictureFrame.PIXEL)];
  }

  /** The samples of a file in their order, 0 to 1 each. */
  @FunctionalInterface
  private interface Samples {
    double next();
  }

  static List<PictureFrame> decode(byte[] content, DecodeBudget budget) throws IOException {
    PnmHeader header = PnmHeader.parse(content);
    budget.takePicture(header.width(), header.height());
    DecodeBudget.requireData(
        "PNM", (long) header.width() * header.height(), content.length, MAX_PIXELS_PER_BYTE);
    return List.of(new PnmDecoder(content, header).frame(budget));
  }

  private PictureFrame frame(DecodeBudget budget) throws ImageFormatException {
    boolean upward = header.kind() == 'f' || header.kind() == 'F';
    boolean alpha = header.samples() == 2 || header.samples() == 4;
    int colours = header.samples() < 3 ? 1 : 3;
    Samples samples = samples();
    double[] pixel = new double[header.samples()];
    for (int y = 0; y < header.height(); y++) {
      budget.checkTime();
      int row = (upward ? header.height() - 1 - y : y) * header.width();
      for (int x = 0; x < header.width(); x++) {
        for (int i = 0; i < pixel.length; i++) {
          pixel[i] = samples.next();
        }
        int to = (row + x) * PictureFrame.PIXEL;
        for (int c = 0; c < 3; c++) {
          rgba[to + c] = level(pixel[colours == 1 ? 0 : c]);
        }
        rgba[to + 3] = alpha ? level(pixel[colours]) : (byte) 255;
      }
    }
    return new PictureFrame(header.width(), header.height(), rgba, alpha);
  }

  private static byte level(double value) {
    return (byte) Math.min(255, Math.max(0, Math.rint(value * 255)));
  }

  private Samples samples() {
    double largest = header.largest();
    return switch (header.kind()) {
      case '1' -> {
        PnmHeader.Words words = new PnmHeader.Words(content, header.start());
        yield () -> words.nextDigit().equals("0") ? 1 : 0;
      }
      case '2', '3' -> {
        PnmHeader.Words words = new PnmHeader.Words(content, header.start());
        yield () -> number(words.next()) / largest;
      }
      case '4' -> new Bits();
      case 'f', 'F' -> floats(largest < 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
      default -> integers(largest);
    };
  }

  private static double number(String word) {
    return word.isEmpty() ? 0 : Integer.parseInt(word);
  }

  private Samples integers(double largest) {
    ByteBuffer data = data(ByteOrder.BIG_ENDIAN);
    int size = largest > 255 ? 2 : 1;
    return () -> {
      if (data.remaining() < size) {
        return 0;
      }
      return (size == 2 ? data.getShort() & 0xffff : data.get() & 0xff) / largest;
    };
  }

  private Samples floats(ByteOrder order) {
    ByteBuffer data = data(order);
    return () -> data.remaining() < Float.BYTES ? 0 : data.getFloat();
  }

  private ByteBuffer data(ByteOrder order) {
    int start = Math.min(content.length, header.start());
    return ByteBuffer.wrap(content, start, content.length - start).order(order);
  }

  /** Eight pixels a byte, each row from a byte of its own; a bit that is set is black. */
  private final class Bits implements Samples {
    private int x;
    private int at = header.start();

    @Override
    public double next() {
      int bit = at < content.length ? content[at] >> (7 - (x & 7)) & 1 : 0;
      x++;
      if ((x & 7) == 0 || x == header.width()) {
        at++;
      }
      x %= header.width();
      return 1 - bit;
    }
  }
}

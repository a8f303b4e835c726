package io.atelier.image.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Reads DirectDraw surfaces: the largest picture of the file, not its smaller copies. Block formats
 * BC1 to BC5 and plain pixels of whatever masks; BC6H and BC7 are not read.
 */
final class DdsDecoder {
  private static final int HEADER = 128;
  private static final int LATER_HEADER = 148;
  private static final int FOUR_LETTERS = 4;
  private static final int LUMINANCE = 0x20000;
  private static final int RGB = 0x40;

  /** Blocks of sixteen pixels take eight bytes at least. */
  private static final int MAX_PIXELS_PER_BYTE = 2;

  private final ByteBuffer file;
  private final int width;
  private final int height;

  private DdsDecoder(ByteBuffer file, int width, int height) {
    this.file = file;
    this.width = width;
    this.height = height;
  }

  static List<PictureFrame> decode(byte[] content, DecodeBudget budget) throws IOException {
    if (content.length < HEADER) {
      throw new ImageFormatException("DDS header is cut off");
    }
    ByteBuffer file = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    long height = file.getInt(12) & 0xffff_ffffL;
    long width = file.getInt(16) & 0xffff_ffffL;
    budget.takePicture(width, height);
    DecodeBudget.requireData("DDS", width * height, content.length, MAX_PIXELS_PER_BYTE);
    return List.of(new DdsDecoder(file, (int) width, (int) height).frame());
  }

  private PictureFrame frame() throws ImageFormatException {
    int flags = file.getInt(80);
    if ((flags & FOUR_LETTERS) == 0) {
      int[] masks = {file.getInt(92), file.getInt(96), file.getInt(100)};
      return plain(file.getInt(88), (flags & 1) == 0 ? 0 : file.getInt(104), masks, flags);
    }
    byte[] letters = new byte[4];
    file.get(84, letters);
    String name = new String(letters, StandardCharsets.ISO_8859_1);
    return switch (name) {
      case "DXT1" -> blocks(DdsBlocks.BC1, HEADER);
      case "DXT2", "DXT3" -> blocks(DdsBlocks.BC2, HEADER);
      case "DXT4", "DXT5" -> blocks(DdsBlocks.BC3, HEADER);
      case "ATI1", "BC4U" -> blocks(DdsBlocks.BC4, HEADER);
      case "ATI2", "BC5U" -> blocks(DdsBlocks.BC5, HEADER);
      case "DX10" -> later();
      default -> throw unread(name);
    };
  }

  /** A file with the later header, which numbers the formats. */
  private PictureFrame later() throws ImageFormatException {
    if (file.limit() < LATER_HEADER) {
      throw new ImageFormatException("DDS header is cut off");
    }
    int format = file.getInt(HEADER);
    return switch (format) {
      case 27, 28, 29 -> bytes(0, 1, 2, 3);
      case 87, 90, 91 -> bytes(2, 1, 0, 3);
      case 88, 92, 93 -> bytes(2, 1, 0, -1);
      case 70, 71, 72 -> blocks(DdsBlocks.BC1, LATER_HEADER);
      case 73, 74, 75 -> blocks(DdsBlocks.BC2, LATER_HEADER);
      case 76, 77, 78 -> blocks(DdsBlocks.BC3, LATER_HEADER);
      case 79, 80 -> blocks(DdsBlocks.BC4, LATER_HEADER);
      case 82, 83 -> blocks(DdsBlocks.BC5, LATER_HEADER);
      default -> throw unread("format " + format);
    };
  }

  private static ImageFormatException unread(String format) {
    return new ImageFormatException(
        "DDS pictures in %s cannot be read yet; save it as PNG instead"
            .formatted(format.replaceAll("[^A-Za-z0-9 ]", "?")));
  }

  private PictureFrame blocks(DdsBlocks format, int start) throws ImageFormatException {
    long wanted = ((width + 3L) / 4) * ((height + 3L) / 4) * format.bytes();
    if (wanted > file.limit() - start) {
      throw new ImageFormatException("DDS file is cut off");
    }
    byte[] rgba = new byte[Math.multiplyExact(width * height, PictureFrame.PIXEL)];
    byte[] block = new byte[16 * PictureFrame.PIXEL];
    int at = start;
    for (int y = 0; y < height; y += 4) {
      for (int x = 0; x < width; x += 4) {
        format.unpack(file, at, block);
        at += format.bytes();
        int columns = Math.min(4, width - x);
        for (int row = 0; row < Math.min(4, height - y); row++) {
          int to = ((y + row) * width + x) * PictureFrame.PIXEL;
          System.arraycopy(
              block, row * 4 * PictureFrame.PIXEL, rgba, to, columns * PictureFrame.PIXEL);
        }
      }
    }
    return new PictureFrame(width, height, rgba, format.masked());
  }

  /** Plain pixels of four bytes in some order; the alpha may be missing. */
  private PictureFrame bytes(int red, int green, int blue, int alpha) throws ImageFormatException {
    int[] masks = {255 << (8 * red), 255 << (8 * green), 255 << (8 * blue)};
    return plain(LATER_HEADER, 32, alpha < 0 ? 0 : 255 << (8 * alpha), masks);
  }

  private PictureFrame plain(int bits, int alpha, int[] masks, int flags)
      throws ImageFormatException {
    boolean grey = (flags & LUMINANCE) != 0;
    if ((!grey && (flags & RGB) == 0) || bits < 8 || bits > 32 || bits % 8 != 0) {
      throw unread("such pixels");
    }
    if (grey) {
      // Writers disagree about the masks of grey; the bytes are grey, then alpha.
      return plain(HEADER, bits, alpha == 0 ? 0 : 0xff00, new int[] {0xff, 0xff, 0xff});
    }
    return plain(HEADER, bits, alpha, masks);
  }

  private PictureFrame plain(int start, int bits, int alpha, int[] masks)
      throws ImageFormatException {
    int size = bits / 8;
    if ((long) width * height * size > file.limit() - start) {
      throw new ImageFormatException("DDS file is cut off");
    }
    byte[] rgba = new byte[Math.multiplyExact(width * height, PictureFrame.PIXEL)];
    for (int i = 0; i < width * height; i++) {
      int pixel = 0;
      for (int b = 0; b < size; b++) {
        pixel |= (file.get(start + i * size + b) & 255) << (8 * b);
      }
      for (int c = 0; c < 3; c++) {
        rgba[i * PictureFrame.PIXEL + c] = sample(pixel, masks[c]);
      }
      rgba[i * PictureFrame.PIXEL + 3] = alpha == 0 ? (byte) 255 : sample(pixel, alpha);
    }
    return new PictureFrame(width, height, rgba, alpha != 0);
  }

  /** The bits under a mask, their whole range as 0 to 255. */
  private static byte sample(int pixel, int mask) {
    if (mask == 0) {
      return 0;
    }
    int shift = Integer.numberOfTrailingZeros(mask);
    long largest = Integer.toUnsignedLong(mask) >> shift;
    return (byte) ((Integer.toUnsignedLong(pixel & mask) >> shift) * 255 / largest);
  }
}

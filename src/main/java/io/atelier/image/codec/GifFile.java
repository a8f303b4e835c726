package io.atelier.image.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The blocks of a GIF, one after the other. A file that is cut off ends where its bytes do. */
final class GifFile {
  private static final int HEADER = 13;
  private static final int EXTENSION = 0x21;
  private static final int PICTURE = 0x2c;
  private static final int CONTROL = 0xf9;
  private static final int DESCRIPTOR = 9;
  private static final int PALETTE_FLAG = 0x80;
  private static final int INTERLACED_FLAG = 0x40;

  private final byte[] content;
  private final ByteBuffer file;
  private final byte[] palette;
  private int at;
  private int transparent;
  private Canvas.Disposal disposal = Canvas.Disposal.KEEP;

  GifFile(byte[] content) throws ImageFormatException {
    if (content.length < HEADER) {
      throw new ImageFormatException("GIF header is cut off");
    }
    this.content = content;
    this.file = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    this.at = HEADER;
    this.palette = palette(content[10], GifFrame.greys());
  }

  int width() {
    return number(6);
  }

  int height() {
    return number(8);
  }

  /** The index of the colour behind all pictures. */
  int background() {
    return (content[10] & PALETTE_FLAG) == 0 ? 0 : content[11] & 255;
  }

  /** The next picture; null behind the last. */
  @Nullable GifFrame next() {
    transparent = -1;
    disposal = Canvas.Disposal.KEEP;
    while (at < content.length) {
      int block = content[at++];
      if (block == EXTENSION && at < content.length) {
        extension();
      } else if (block == PICTURE && at + DESCRIPTOR < content.length) {
        return picture();
      } else if (block != 0) {
        return null;
      }
    }
    return null;
  }

  private void extension() {
    int label = content[at++] & 255;
    if (label == CONTROL && at + 5 <= content.length && content[at] >= 4) {
      int flags = content[at + 1];
      transparent = (flags & 1) == 0 ? -1 : content[at + 4] & 255;
      disposal =
          switch (flags >> 2 & 7) {
            case 2 -> Canvas.Disposal.CLEAR;
            case 3 -> Canvas.Disposal.RESTORE;
            default -> Canvas.Disposal.KEEP;
          };
    }
    at = endOfBlocks(at);
  }

  private GifFrame picture() {
    int start = at;
    int flags = content[at + 8];
    at += DESCRIPTOR;
    byte[] colours = palette(flags, palette);
    int data = at;
    at = endOfBlocks(at + 1);
    return new GifFrame(
        number(start),
        number(start + 2),
        number(start + 4),
        number(start + 6),
        colours,
        transparent,
        disposal,
        (flags & INTERLACED_FLAG) != 0,
        data);
  }

  private byte[] palette(int flags, byte[] otherwise) {
    if ((flags & PALETTE_FLAG) == 0) {
      return otherwise;
    }
    int start = Math.min(content.length, at);
    at = Math.min(content.length, start + (6 << (flags & 7)));
    return Arrays.copyOfRange(content, start, at);
  }

  /** The place behind the block of no length that ends a row of blocks. */
  private int endOfBlocks(int start) {
    int place = start;
    while (place < content.length && content[place] != 0) {
      place += 1 + (content[place] & 255);
    }
    return Math.min(content.length, place + 1);
  }

  private int number(int place) {
    return file.getShort(place) & 0xffff;
  }
}

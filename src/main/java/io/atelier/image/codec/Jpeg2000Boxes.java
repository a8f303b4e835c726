package io.atelier.image.codec;

import java.nio.ByteBuffer;

/** The boxes that a JPEG 2000 file is made of: found sound before a library follows them. */
final class Jpeg2000Boxes {
  private static final int HEADER = 8;
  private static final int LONG_HEADER = 16;
  private static final int IMAGE_HEADER = 0x6a703268;
  private static final int CODESTREAM = 0x6a703263;
  private static final int COLOURS = 0x636f6c72;

  /** Colours by number in a standard's list; the other way is a profile. */
  private static final int LISTED = 1;

  private static final int MAX_BOXES = 1_000;

  private final ByteBuffer file;
  private int boxes;
  private int codestream = -1;
  private int colours;

  private Jpeg2000Boxes(byte[] content) {
    this.file = ByteBuffer.wrap(content);
  }

  /**
   * Looks at a file.
   *
   * @throws ImageFormatException when there is none, or a box reaches out of the one around it
   */
  static Jpeg2000Boxes of(byte[] content) throws ImageFormatException {
    Jpeg2000Boxes boxes = new Jpeg2000Boxes(content);
    boxes.walk(0, content.length);
    if (boxes.codestream < 0) {
      throw new ImageFormatException("JPEG 2000 file without a picture");
    }
    return boxes;
  }

  /** Where the first codestream starts. */
  int codestream() {
    return codestream;
  }

  /** The number of the colours in the standard's list; 0 for those of a profile. */
  int colours() {
    return colours;
  }

  private void walk(int start, int end) throws ImageFormatException {
    for (int at = start; at < end && codestream < 0; ) {
      if (at > end - HEADER || ++boxes > MAX_BOXES) {
        throw broken();
      }
      long length = file.getInt(at) & 0xffff_ffffL;
      int header = HEADER;
      if (length == 1 && at <= end - LONG_HEADER) {
        length = file.getLong(at + HEADER);
        header = LONG_HEADER;
      } else if (length == 0) {
        length = (long) end - at;
      }
      int type = file.getInt(at + 4);
      if (type == CODESTREAM) {
        codestream = at + header;
      } else if (length < header || length > end - at) {
        throw broken();
      } else if (type == COLOURS && length >= header + 7 && file.get(at + header) == LISTED) {
        colours = file.getInt(at + header + 3);
      } else if (type == IMAGE_HEADER) {
        walk(at + header, (int) (at + length));
      }
      at = (int) (at + length);
    }
  }

  private static ImageFormatException broken() {
    return new ImageFormatException("JPEG 2000 file whose boxes do not fit into each other");
  }
}

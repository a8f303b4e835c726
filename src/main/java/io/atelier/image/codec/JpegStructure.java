package io.atelier.image.codec;

import java.util.Arrays;

/**
 * What the segments of a JPEG stream say, read without decoding.
 *
 * @param adobeTransform of the colours, −1 without Adobe's segment
 * @param scans how often the pixels are gone over
 * @param bytes of the stream
 */
record JpegStructure(
    int width,
    int height,
    int components,
    int orientation,
    int adobeTransform,
    int scans,
    int bytes) {
  private static final int START_OF_IMAGE = 0xd8;
  private static final int END_OF_IMAGE = 0xd9;
  private static final int START_OF_SCAN = 0xda;
  private static final int FIRST_RESTART = 0xd0;
  private static final int TEMPORARY = 0x01;
  private static final int APP1 = 0xe1;
  private static final int APP14 = 0xee;

  /** Encoders make about ten; each costs the decoder a pass over the whole picture. */
  private static final int MAX_SCANS = 100;

  /** A bit a block of 64 pixels is the least that a picture can be said in. */
  private static final int MAX_PIXELS_PER_BYTE = 1024;

  /**
   * Takes the cost of decoding from a budget.
   *
   * @throws ImageFormatException when it does not cover that
   */
  void spend(DecodeBudget budget) throws ImageFormatException {
    if (scans > MAX_SCANS) {
      throw new ImageFormatException("JPEG of %d scans; %d may be".formatted(scans, MAX_SCANS));
    }
    budget.takePicture(width, height);
    long pixels = (long) width * height;
    DecodeBudget.requireData("JPEG", pixels, bytes, MAX_PIXELS_PER_BYTE);
    budget.takeWork(Math.max(1, scans), pixels);
  }

  static JpegStructure of(byte[] content) {
    int width = 0;
    int height = 0;
    int components = 3;
    int orientation = Exif.UPRIGHT;
    int transform = -1;
    int scans = 0;
    int at = 0;
    while (at + 4 <= content.length) {
      int marker = content[at + 1] & 255;
      if (content[at] != (byte) 0xff) {
        at = nextMarker(content, at);
        continue;
      }
      if (marker == END_OF_IMAGE) {
        break;
      }
      if (marker == 0xff) {
        at++;
        continue;
      }
      if (standsAlone(marker)) {
        at += 2;
        continue;
      }
      int length = ((content[at + 2] & 255) << 8) | (content[at + 3] & 255);
      int end = Math.min(content.length, at + 2 + length);
      if (marker == START_OF_SCAN) {
        scans++;
        end = nextMarker(content, end);
      } else if (marker == APP1 && end - at > 10 && content[at + 4] == 'E') {
        orientation = Exif.orientation(Arrays.copyOfRange(content, at + 4, end));
      } else if (marker == APP14 && end - at >= 16 && content[at + 4] == 'A') {
        transform = content[at + 15];
      } else if (isStartOfFrame(marker) && end - at >= 10) {
        height = ((content[at + 5] & 255) << 8) | (content[at + 6] & 255);
        width = ((content[at + 7] & 255) << 8) | (content[at + 8] & 255);
        components = content[at + 9] & 255;
      }
      at = Math.max(at + 2, end);
    }
    return new JpegStructure(
        width, height, components, orientation, transform, scans, content.length);
  }

  /** The place of the next marker, past stuffed bytes and restarts. */
  private static int nextMarker(byte[] content, int start) {
    for (int at = start; at + 1 < content.length; at++) {
      int next = content[at + 1] & 255;
      if (content[at] == (byte) 0xff && next != 0 && next != 0xff && !isRestart(next)) {
        return at;
      }
    }
    return content.length;
  }

  private static boolean standsAlone(int marker) {
    return marker == START_OF_IMAGE || marker == TEMPORARY || marker == 0 || isRestart(marker);
  }

  private static boolean isRestart(int marker) {
    return marker >= FIRST_RESTART && marker < START_OF_IMAGE;
  }

  private static boolean isStartOfFrame(int marker) {
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
  }
}

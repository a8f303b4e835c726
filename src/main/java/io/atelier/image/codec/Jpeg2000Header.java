package io.atelier.image.codec;

import java.nio.ByteBuffer;

/**
 * What a JPEG 2000 codestream says of itself before its first packet, and what decoding costs by
 * that.
 */
final class Jpeg2000Header {
  private static final int START = 0xff4f;
  private static final int SIZE = 0xff51;
  private static final int CODING = 0xff52;
  private static final int COMPONENT_CODING = 0xff53;
  private static final int TILE_PART = 0xff90;
  private static final int DATA = 0xff93;
  private static final int PACKET = 0x91;
  private static final int HEADER_END = 0x92;
  private static final int END = 0xd9;
  private static final int TILE_PART_LENGTH = 12;
  private static final int MAX_COMPONENTS = 5;
  private static final int MAX_TILES = 4_096;
  private static final long MAX_PACKETS = 1_000_000;
  private static final int LARGEST_PRECINCT = 15;

  /** How much more a sample takes here than in other formats. */
  private static final int WORK = 16;

  /** Bytes that a sample takes while it is a coefficient. */
  private static final int COEFFICIENT = 8;

  private final ByteBuffer file;
  private int at;
  private long width;
  private long height;
  private int components;
  private long tiles;

  private Jpeg2000Header(byte[] content, int start) {
    this.file = ByteBuffer.wrap(content);
    this.at = start;
  }

  /** Takes the cost of decoding the codestream at a place from a budget. */
  static void spend(byte[] content, int start, DecodeBudget budget) throws ImageFormatException {
    try {
      new Jpeg2000Header(content, start).spend(budget);
    } catch (IndexOutOfBoundsException e) {
      throw new ImageFormatException("JPEG 2000 header is cut off", e);
    }
  }

  private void spend(DecodeBudget budget) throws ImageFormatException {
    if (marker(at) != START || marker(at + 2) != SIZE) {
      throw new ImageFormatException("JPEG 2000 codestream without a size");
    }
    size(at + 4, budget);
    at += 4 + length(at + 4);
    while (at <= file.limit() - TILE_PART_LENGTH) {
      int marker = marker(at);
      if (marker == TILE_PART) {
        tilePart();
        continue;
      }
      if (marker == CODING || marker == COMPONENT_CODING) {
        coding(at + 4, marker == CODING);
      }
      at += 2 + Math.max(2, length(at + 2));
    }
  }

  private void size(int from, DecodeBudget budget) throws ImageFormatException {
    width = number(from + 4) - number(from + 12);
    height = number(from + 8) - number(from + 16);
    budget.takePicture(width, height);
    long tileWidth = number(from + 20);
    long tileHeight = number(from + 24);
    components = length(from + 36);
    if (components < 1 || components > MAX_COMPONENTS || tileWidth < 1 || tileHeight < 1) {
      throw new ImageFormatException("JPEG 2000 of %d components".formatted(components));
    }
    tiles = across(number(from + 4), tileWidth) * across(number(from + 8), tileHeight);
    if (tiles > MAX_TILES) {
      throw new ImageFormatException("JPEG 2000 of %d tiles".formatted(tiles));
    }
    budget.takeBytes(width * height * components * COEFFICIENT);
    budget.takeWork(WORK, width * height * components);
  }

  /** Looks at how many packets a way of coding makes. */
  private void coding(int from, boolean ofAll) throws ImageFormatException {
    int style = from + (ofAll ? 0 : components < 257 ? 1 : 2);
    boolean ownPrecincts = (file.get(style) & 1) != 0;
    int layers = ofAll ? length(from + 2) : 1;
    int levelsAt = ofAll ? from + 5 : style + 1;
    int levels = file.get(levelsAt) & 255;
    if (levels > 32) {
      throw new ImageFormatException("JPEG 2000 of %d levels".formatted(levels));
    }
    long precincts = 0;
    for (int level = 0; level <= levels; level++) {
      int said = ownPrecincts ? file.get(levelsAt + 5 + level) & 255 : 0xff;
      int shrunk = levels - level;
      long wide = (width >> shrunk) >> Math.min(LARGEST_PRECINCT, said & 15);
      long high = (height >> shrunk) >> Math.min(LARGEST_PRECINCT, said >> 4);
      precincts += tiles + (wide + 1) * (high + 1);
    }
    if (precincts * components * layers > MAX_PACKETS) {
      throw new ImageFormatException(
          "JPEG 2000 of %d packets".formatted(precincts * components * layers));
    }
  }

  /** Goes on behind a tile part, whose own header is looked at. */
  private void tilePart() throws ImageFormatException {
    long length = number(at + 6);
    long end = length == 0 ? file.limit() : Math.min(file.limit(), at + length);
    int inside = at + TILE_PART_LENGTH;
    if (length != 0 && length < TILE_PART_LENGTH + 2) {
      throw new ImageFormatException("JPEG 2000 with a tile part of no length");
    }
    while (inside <= end - 4 && marker(inside) != DATA) {
      int marker = marker(inside);
      if (marker == CODING || marker == COMPONENT_CODING) {
        throw new ImageFormatException("JPEG 2000 with tiles coded in ways of their own");
      }
      inside += 2 + Math.max(2, length(inside + 2));
    }
    checkPackets(inside + 2, (int) end);
    at = (int) end;
  }

  /**
   * No byte of ones is followed by a large one within packets, markers between them aside: the
   * library would read ones for ever.
   */
  private void checkPackets(int from, int to) throws ImageFormatException {
    for (int place = from; place < to - 1; place++) {
      if (file.get(place) == (byte) 0xff) {
        int next = file.get(place + 1) & 255;
        if (next > 0x8f && next != PACKET && next != HEADER_END && next != END) {
          throw new ImageFormatException("JPEG 2000 with broken packets");
        }
      }
    }
  }

  private static long across(long side, long tile) {
    return (side + tile - 1) / tile;
  }

  private int marker(int place) {
    return file.getShort(place) & 0xffff;
  }

  private int length(int place) {
    return file.getShort(place) & 0xffff;
  }

  private long number(int place) {
    return file.getInt(place) & 0xffff_ffffL;
  }
}

package io.atelier.image.codec;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;

/** One picture of a TIFF file: the tags that say how its pixels are laid down, as whole numbers. */
final class TiffDirectory {
  static final int WIDTH = 256;
  static final int HEIGHT = 257;
  static final int BITS = 258;
  static final int COMPRESSION = 259;
  static final int PHOTOMETRIC = 262;
  static final int STRIP_OFFSETS = 273;
  static final int ORIENTATION = 274;
  static final int SAMPLES = 277;
  static final int STRIP_ROWS = 278;
  static final int STRIP_BYTES = 279;
  static final int PLANAR = 284;
  static final int PREDICTOR = 317;
  static final int TILE_WIDTH = 322;
  static final int TILE_HEIGHT = 323;
  static final int TILE_OFFSETS = 324;
  static final int TILE_BYTES = 325;
  static final int EXTRA_SAMPLES = 338;
  static final int SAMPLE_FORMAT = 339;
  static final int JPEG_TABLES = 347;

  private static final TiffNumbers NONE = TiffNumbers.longs();

  private final Map<Integer, TiffNumbers> entries;

  TiffDirectory(Map<Integer, TiffNumbers> entries) {
    this.entries = entries;
  }

  /** All numbers under a tag, none when it is not there. */
  long[] all(int tag) {
    return entries.getOrDefault(tag, NONE).values();
  }

  /** The first number under a tag. */
  long get(int tag, long otherwise) {
    long[] all = all(tag);
    return all.length == 0 ? otherwise : all[0];
  }

  int width() throws ImageFormatException {
    return side(WIDTH);
  }

  int height() throws ImageFormatException {
    return side(HEIGHT);
  }

  private int side(int tag) throws ImageFormatException {
    long side = get(tag, 0);
    if (side <= 0 || side > Integer.MAX_VALUE) {
      throw new ImageFormatException("impossible side of %d pixels in a TIFF".formatted(side));
    }
    return (int) side;
  }

  boolean tiled() {
    return entries.containsKey(TILE_WIDTH) || entries.containsKey(TILE_OFFSETS);
  }

  /** Samples of a pixel, those of transparency included. */
  int samples() {
    return (int) Math.min(Integer.MAX_VALUE, get(SAMPLES, 1));
  }

  /** Whether each kind of sample has strips or tiles of its own. */
  boolean planar() {
    return get(PLANAR, 1) == 2;
  }

  /** Bits of the samples of a pixel that lie side by side. */
  long bitsSideBySide() {
    long[] bits = all(BITS);
    if (planar() || bits.length != samples()) {
      return get(BITS, 1) * (planar() ? 1 : samples());
    }
    long sum = 0;
    for (long sample : bits) {
      sum += sample;
    }
    return sum;
  }

  /** The directory with other numbers under some tags. */
  TiffDirectory with(Map<Integer, TiffNumbers> changes) {
    Map<Integer, TiffNumbers> changed = new TreeMap<>(entries);
    changed.putAll(changes);
    return new TiffDirectory(changed);
  }

  /** Bytes that {@link #write} fills. */
  int length() {
    int length = ownLength();
    for (TiffNumbers numbers : entries.values()) {
      length += numbers.outside();
    }
    return length;
  }

  private int ownLength() {
    return 2 + TiffNumbers.ENTRY * entries.size() + 4;
  }

  /** Writes a plain directory, the last of its file, where a file's position stands. */
  void write(ByteBuffer file) {
    int data = file.position() + ownLength();
    file.putShort((short) entries.size());
    for (Map.Entry<Integer, TiffNumbers> entry : entries.entrySet()) {
      TiffNumbers numbers = entry.getValue();
      file.putShort(entry.getKey().shortValue()).putShort((short) numbers.type());
      file.putInt(numbers.values().length);
      int outside = numbers.outside();
      int place = outside > 0 ? data : file.position();
      file.putInt(outside > 0 ? data : 0);
      for (long number : numbers.values()) {
        place = TiffNumbers.put(file, place, numbers.type(), number);
      }
      data += outside;
    }
    file.putInt(0).position(data);
  }
}

package io.atelier.image.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The directories of a TIFF or BigTIFF file, one after the other. Each is read once, however the
 * file chains them, and only the tags that matter for the pixels; what a directory promises beyond
 * the end of the file does not count.
 */
final class TiffFile {
  private static final int BIG = 43;

  /** What the pixels depend on; no tag that leads to other directories is among them. */
  private static final Set<Integer> KEPT =
      Set.of(
          TiffDirectory.WIDTH,
          TiffDirectory.HEIGHT,
          TiffDirectory.BITS,
          TiffDirectory.COMPRESSION,
          TiffDirectory.PHOTOMETRIC,
          /* FillOrder */ 266,
          TiffDirectory.STRIP_OFFSETS,
          TiffDirectory.ORIENTATION,
          TiffDirectory.SAMPLES,
          TiffDirectory.STRIP_ROWS,
          TiffDirectory.STRIP_BYTES,
          TiffDirectory.PLANAR,
          /* T4Options, T6Options */ 292,
          293,
          TiffDirectory.PREDICTOR,
          /* ColorMap */ 320,
          TiffDirectory.TILE_WIDTH,
          TiffDirectory.TILE_HEIGHT,
          TiffDirectory.TILE_OFFSETS,
          TiffDirectory.TILE_BYTES,
          /* InkSet */ 332,
          TiffDirectory.EXTRA_SAMPLES,
          TiffDirectory.SAMPLE_FORMAT,
          TiffDirectory.JPEG_TABLES,
          /* YCbCrSubSampling, YCbCrPositioning */ 530,
          531);

  private final byte[] content;
  private final ByteBuffer file;
  private final DecodeBudget budget;
  private final boolean big;
  private final Set<Long> seen = new HashSet<>();
  private long next;

  TiffFile(byte[] content, DecodeBudget budget) throws ImageFormatException {
    if (content.length < 16) {
      throw new ImageFormatException("TIFF header is cut off");
    }
    this.content = content;
    this.budget = budget;
    this.file = ByteBuffer.wrap(content);
    file.order(content[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    this.big = file.getShort(2) == BIG;
    this.next = big ? file.getLong(8) : file.getInt(4) & 0xffff_ffffL;
  }

  byte[] content() {
    return content;
  }

  ByteOrder order() {
    return file.order();
  }

  /** Whether another directory follows: one that was not read yet and lies within the file. */
  boolean hasNext() {
    return next > 0 && next <= content.length - countLength() && !seen.contains(next);
  }

  TiffDirectory next() throws ImageFormatException {
    seen.add(next);
    budget.takeFrame();
    int start = (int) next;
    long entries = big ? file.getLong(start) : file.getShort(start) & 0xffff;
    int first = start + countLength();
    long there = Math.min(entries, (content.length - first) / entryLength());
    Map<Integer, TiffNumbers> numbers = new TreeMap<>();
    for (int i = 0; i < there; i++) {
      int entry = first + i * entryLength();
      int tag = file.getShort(entry) & 0xffff;
      int type = file.getShort(entry + 2) & 0xffff;
      if (KEPT.contains(tag) && TiffNumbers.size(type) > 0 && !numbers.containsKey(tag)) {
        numbers.put(tag, new TiffNumbers(type, numbers(entry + 4, type)).plain());
      }
    }
    long end = first + entries * entryLength();
    next = entries == there && end <= content.length - offsetLength() ? offset((int) end) : 0;
    return new TiffDirectory(numbers);
  }

  /** The numbers of an entry, from its count on. */
  private long[] numbers(int at, int type) throws ImageFormatException {
    long count = offset(at);
    int size = TiffNumbers.size(type);
    int inline = at + offsetLength();
    long place = count <= offsetLength() / size ? inline : offset(inline);
    if (count < 0 || place < 0 || count > (content.length - place) / size) {
      throw new ImageFormatException("a TIFF tag promises more numbers than the file holds");
    }
    budget.takeBytes(count * Long.BYTES);
    long[] numbers = new long[(int) count];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = TiffNumbers.get(file, (int) place + i * size, type);
    }
    return numbers;
  }

  private long offset(int at) {
    return big ? file.getLong(at) : file.getInt(at) & 0xffff_ffffL;
  }

  private int countLength() {
    return big ? 8 : 2;
  }

  private int offsetLength() {
    return big ? 8 : 4;
  }

  private int entryLength() {
    return big ? 20 : TiffNumbers.ENTRY;
  }
}

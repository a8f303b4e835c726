package io.atelier.image;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The palette of a picture after Heckbert (1982), as Pillow finds it: the box of colours with the
 * most pixels is split at its median until there are boxes enough, and each gives its mean.
 */
final class MedianCut {
  /** The colours that are told apart; of more, low bits are left out until they are as few. */
  private static final int MAX_COLOURS = 65_536;

  /** What red, green and blue count for the side on which a box is split. */
  private static final int[] WEIGHT = {77, 150, 29};

  private static final int VALUES = 256;

  private final int[] colours;
  private final int[] counts;
  private final int shift;

  private MedianCut(int[] colours, int[] counts) {
    this.colours = colours;
    this.counts = counts;
    int bits = 0;
    while (distinct(bits) > MAX_COLOURS) {
      bits++;
    }
    this.shift = bits;
  }

  /**
   * Up to {@code size} colours, 0xRRGGBB each.
   *
   * @param rgb 8-bit samples of at least one pixel
   */
  static int[] palette(byte[] rgb, int size) {
    int[] sorted = new int[rgb.length / 3];
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] = (rgb[3 * i] & 255) << 16 | (rgb[3 * i + 1] & 255) << 8 | (rgb[3 * i + 2] & 255);
    }
    Arrays.sort(sorted);
    int[] counts = new int[sorted.length];
    int distinct = 0;
    for (int i = 0; i < sorted.length; i++) {
      if (i == 0 || sorted[i] != sorted[distinct - 1]) {
        sorted[distinct++] = sorted[i];
      }
      counts[distinct - 1]++;
    }
    return new MedianCut(Arrays.copyOf(sorted, distinct), Arrays.copyOf(counts, distinct))
        .palette(size);
  }

  private long distinct(int bits) {
    int mask = (VALUES - 1) >> bits << bits;
    int all = mask << 16 | mask << 8 | mask;
    return Arrays.stream(colours).map(colour -> colour & all).distinct().count();
  }

  private int[] palette(int size) {
    int[] everything = new int[colours.length];
    Arrays.setAll(everything, i -> i);
    Box root = new Box(everything);
    BoxHeap heap = new BoxHeap();
    heap.add(root);
    for (int boxes = 1; boxes < size; boxes++) {
      Box box = heap.remove();
      while (box != null && box.volume == 1) {
        box = heap.remove();
      }
      if (box == null) {
        break;
      }
      box.split();
      heap.add(box.children.get(0));
      heap.add(box.children.get(1));
    }
    List<Integer> means = new ArrayList<>();
    root.collect(means);
    return means.stream().mapToInt(i -> i).toArray();
  }

  private int component(int colour, int axis) {
    return (colour >> (16 - 8 * axis)) & 255;
  }

  /** Colours between lowest and highest values of red, green and blue. */
  private final class Box {
    private final int[] members;
    private final long pixels;
    private final int[] low = {VALUES, VALUES, VALUES};
    private final int[] high = {-1, -1, -1};
    private final int volume;

    /** The lighter half and the darker one, once it is split. */
    private List<Box> children = List.of();

    Box(int[] members) {
      this.members = members;
      long sum = 0;
      for (int member : members) {
        sum += counts[member];
        for (int axis = 0; axis < 3; axis++) {
          int value = value(member, axis);
          low[axis] = Math.min(low[axis], value);
          high[axis] = Math.max(high[axis], value);
        }
      }
      pixels = sum;
      volume = (high[0] - low[0] + 1) * (high[1] - low[1] + 1) * (high[2] - low[2] + 1);
    }

    private int value(int member, int axis) {
      return component(colours[member], axis) >> shift;
    }

    void split() {
      int axis = 0;
      for (int other = 1; other < 3; other++) {
        if (extent(other) > extent(axis)) {
          axis = other;
        }
      }
      int from = threshold(axis);
      int along = axis;
      int[] lighter = Arrays.stream(members).filter(m -> value(m, along) >= from).toArray();
      int[] darker = Arrays.stream(members).filter(m -> value(m, along) < from).toArray();
      children = List.of(new Box(lighter), new Box(darker));
    }

    private int extent(int axis) {
      return (high[axis] - low[axis]) * WEIGHT[axis];
    }

    /**
     * The lowest value of the lighter half, which is more than half unless nothing else is left.
     */
    private int threshold(int axis) {
      long[] histogram = new long[VALUES];
      for (int member : members) {
        histogram[value(member, axis)] += counts[member];
      }
      long sum = 0;
      int value = high[axis] + 1;
      while (2 * sum <= pixels) {
        sum += histogram[--value];
      }
      return Math.max(value, low[axis] + 1);
    }

    void collect(List<Integer> means) {
      if (children.isEmpty()) {
        means.add(mean(0) << 16 | mean(1) << 8 | mean(2));
      }
      children.forEach(child -> child.collect(means));
    }

    private int mean(int axis) {
      long sum = 0;
      for (int member : members) {
        sum += (long) component(colours[member], axis) * counts[member];
      }
      return (int) (0.5 + (double) sum / pixels);
    }

    /** Whether it is split before the other: more pixels, then a larger volume. */
    boolean precedes(Box other) {
      return pixels != other.pixels ? pixels > other.pixels : volume > other.volume;
    }
  }

  /** A binary heap of Pillow's making, since it decides which of two equal boxes comes first. */
  private static final class BoxHeap {
    private final List<Box> boxes = new ArrayList<>();

    void add(Box box) {
      boxes.add(box);
      int at = boxes.size();
      while (at > 1 && box.precedes(get(at / 2))) {
        set(at, get(at / 2));
        at /= 2;
      }
      set(at, box);
    }

    @Nullable Box remove() {
      if (boxes.isEmpty()) {
        return null;
      }
      Box first = get(1);
      Box last = boxes.remove(boxes.size() - 1);
      int size = boxes.size();
      if (size == 0) {
        return first;
      }
      int at = 1;
      while (2 * at <= size) {
        int child = 2 * at;
        if (child < size && get(child + 1).precedes(get(child))) {
          child++;
        }
        if (!get(child).precedes(last)) {
          break;
        }
        set(at, get(child));
        at = child;
      }
      set(at, last);
      return first;
    }

    private Box get(int position) {
      return boxes.get(position - 1);
    }

    private void set(int position, Box box) {
      boxes.set(position - 1, box);
    }
  }
}

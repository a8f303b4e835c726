package io.atelier.memory;

import java.util.Arrays;
import java.util.Locale;

/**
 * Asks for memory before it is taken, so that what is out of all proportion fails by itself, with
 * what it wanted and what there is, and takes nobody along.
 */
public final class Allocation {
  /** What is smaller is taken without asking. */
  private static final long SMALL = 4L << 20;

  /** The part of the heap that is left to everybody else. */
  private static final int RESERVE = 16;

  /** Texts are copied several times on their way to clients, so each has a small part alone. */
  private static final int TEXT_SHARE = 64;

  private static final long LONGEST_TEXT = 16L << 20;
  private static final long LONGEST_ARRAY = Integer.MAX_VALUE - 8L;

  private Allocation() {}

  /**
   * The length of an array of float32 values with such sides.
   *
   * @throws NotEnoughMemoryError when there is not the memory for it
   */
  public static int floats(long... sides) {
    long length = 1;
    for (long side : sides) {
      if (side < 0) {
        throw new IllegalArgumentException("an array of negative size: " + Arrays.toString(sides));
      }
      length = times(length, side);
    }
    long bytes = times(length, Float.BYTES);
    String what = "values of size " + Arrays.toString(sides);
    if (length > LONGEST_ARRAY) {
      throw refused(bytes, what, Math.min(available(), LONGEST_ARRAY * Float.BYTES));
    }
    require(bytes, what);
    return (int) length;
  }

  private static long times(long a, long b) {
    return b != 0 && a > Long.MAX_VALUE / b ? Long.MAX_VALUE : a * b;
  }

  /**
   * The length of a text.
   *
   * @throws NotEnoughMemoryError when it is beyond the longest that is worked with, or there is not
   *     the memory for it
   */
  public static int characters(long length) {
    long bytes = length * Character.BYTES;
    long longest =
        Math.min(LONGEST_TEXT * Character.BYTES, Runtime.getRuntime().maxMemory() / TEXT_SHARE);
    if (bytes > longest) {
      throw refused(bytes, "a text of %,d characters".formatted(length), longest);
    }
    require(bytes, "a text of %,d characters".formatted(length));
    return (int) length;
  }

  private static void require(long bytes, String what) {
    if (bytes <= SMALL || bytes <= available()) {
      return;
    }
    // Much of what is in use may be garbage; only now is it worth the time to find out.
    if (bytes <= Runtime.getRuntime().maxMemory()) {
      System.gc();
    }
    long available = available();
    if (bytes > available) {
      throw refused(bytes, what, available);
    }
  }

  /** What may be taken of the heap without others running short, or the machine. */
  private static long available() {
    Runtime heap = Runtime.getRuntime();
    long most = heap.maxMemory();
    long ofHeap = most - (heap.totalMemory() - heap.freeMemory());
    long ofMachine = Math.min(MachineMemory.available(), most) + heap.freeMemory();
    return Math.max(0, Math.min(ofHeap, ofMachine) - most / RESERVE);
  }

  private static NotEnoughMemoryError refused(long bytes, String what, long available) {
    return new NotEnoughMemoryError(
        "not enough memory: %s take %s, and there are %s"
            .formatted(what, readable(bytes), readable(available)));
  }

  private static String readable(long bytes) {
    double mebibytes = (double) bytes / (1 << 20);
    return mebibytes < 1024
        ? String.format(Locale.ROOT, "%.1f MiB", mebibytes)
        : String.format(Locale.ROOT, "%,.1f GiB", mebibytes / 1024);
  }
}

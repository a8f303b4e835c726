package io.atelier.image.codec;

import java.time.Duration;

/**
 * What the decoding of one file may cost, all its pictures together: pixels, bytes, pictures,
 * passes over the pixels, time. Asked before anything is spent, since a header of a few bytes can
 * promise gigabytes. For one file, on one thread.
 */
public final class DecodeBudget {
  /** More than this in one picture is refused by Pillow too. */
  private static final long MAX_PIXELS = 178_956_970;

  /** What a pixel costs while it becomes floats: encoded samples, RGBA bytes, three floats. */
  private static final long BYTES_PER_PIXEL = 24;

  /** As many as a batch may have. */
  private static final int MAX_FRAMES = 4_096;

  /** Pixels times passes; plain decoding of the largest picture is one pass. */
  private static final long MAX_WORK = 2_000_000_000L;

  private static final Duration NODE_TIME = Duration.ofMinutes(2);

  private final boolean firstOnly;
  private final Duration time;
  private final long deadline;
  private long pixels;
  private long bytes;
  private long work = MAX_WORK;
  private int frames;

  private DecodeBudget(long pixels, boolean firstOnly, Duration time) {
    this.pixels = pixels;
    this.bytes = pixels * BYTES_PER_PIXEL;
    this.firstOnly = firstOnly;
    this.time = time;
    this.deadline = System.nanoTime() + time.toNanos();
  }

  /** For all pictures of a file. */
  static DecodeBudget ofFile() {
    return ofPixels(heapPixels());
  }

  /** For all pictures of a file, so many pixels together. */
  static DecodeBudget ofPixels(long pixels) {
    return new DecodeBudget(pixels, false, NODE_TIME);
  }

  /** For the first picture of a file. */
  static DecodeBudget ofFirst() {
    return ofFirst(1, NODE_TIME);
  }

  /**
   * For the first picture of a file, in less time and beside others.
   *
   * @param sharers how many such budgets are in use at a time; the heap is divided among them
   */
  public static DecodeBudget ofFirst(int sharers, Duration time) {
    return new DecodeBudget(heapPixels() / sharers, true, time);
  }

  private static long heapPixels() {
    return Math.min(MAX_PIXELS, Runtime.getRuntime().maxMemory() / BYTES_PER_PIXEL);
  }

  /** Whether a file with so many pictures read is to be read on. */
  boolean wantsMoreThan(int read) {
    return !(firstOnly && read > 0);
  }

  /**
   * Takes the pixels of one picture.
   *
   * @throws ImageFormatException when the size is not positive or the budget does not cover it
   */
  void takePicture(long width, long height) throws ImageFormatException {
    if (width <= 0 || height <= 0 || width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
      throw new ImageFormatException("impossible image size %d × %d".formatted(width, height));
    }
    if (height > pixels / width) {
      throw new ImageFormatException(
          "image of %d × %d pixels exceeds the limit; it could be a decompression bomb"
              .formatted(width, height));
    }
    pixels -= width * height;
    checkTime();
  }

  /** Refuses pictures that it will not cover, before the first of them is decoded. */
  void foresee(int pictures, long width, long height) throws ImageFormatException {
    if (pictures > MAX_FRAMES) {
      throw new ImageFormatException("more than %d pictures in one file".formatted(MAX_FRAMES));
    }
    if (!firstOnly && width > 0 && height > pixels / width / Math.max(1, pictures)) {
      throw new ImageFormatException(
          "%d images of %d × %d pixels exceed the limit".formatted(pictures, width, height));
    }
  }

  /** Takes one more picture of several. */
  void takeFrame() throws ImageFormatException {
    if (++frames > MAX_FRAMES) {
      throw new ImageFormatException("more than %d pictures in one file".formatted(MAX_FRAMES));
    }
    checkTime();
  }

  /** Takes memory beside that of the pixels. */
  void takeBytes(long count) throws ImageFormatException {
    if (count < 0 || count > bytes) {
      throw new ImageFormatException(
          "image needs more memory than it may; it could be a decompression bomb");
    }
    bytes -= count;
  }

  /** Takes passes over so many pixels. */
  void takeWork(long passes, long pixelsEach) throws ImageFormatException {
    if (passes < 0 || pixelsEach < 0 || (pixelsEach > 0 && passes > work / pixelsEach)) {
      throw new ImageFormatException(
          "image of %d passes over %d pixels exceeds the limit".formatted(passes, pixelsEach));
    }
    work -= passes * pixelsEach;
  }

  /** Refuses a picture of more pixels than its encoded bytes can say. */
  static void requireData(String format, long pixels, long encoded, int mostPixelsPerByte)
      throws ImageFormatException {
    if (pixels > encoded * mostPixelsPerByte + 65_536) {
      throw new ImageFormatException(
          format + " header promises more pixels than its data can hold");
    }
  }

  /** Ends a decoding that takes too long, or whose thread is wanted back. */
  void checkTime() throws ImageFormatException {
    if (System.nanoTime() - deadline > 0) {
      throw new ImageFormatException(
          "image takes longer than %d seconds to decode".formatted(time.toSeconds()));
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new ImageFormatException("decoding was interrupted");
    }
  }
}

package io.atelier.execution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The memory that is left: the lesser of the part of the heap that results may fill, less what they
 * fill already, and what the machine has available.
 */
public final class MeasuredMemory implements RamPressureCache.Memory {
  private static final Logger LOG = Logger.getLogger(MeasuredMemory.class.getName());
  private static final Path MEMINFO = Path.of("/proc/meminfo");
  private static final String AVAILABLE = "MemAvailable:";

  /** The part of the heap that results may fill; the rest is for the work itself. */
  private static final double SHARE_OF_HEAP = 0.75;

  /** For how long a reading of the machine's memory counts as the present one. */
  private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private long machine;
  private long readAt = System.nanoTime() - FRESH_NANOS;

  @Override
  public synchronized long available(long held, long released) {
    long heap = (long) (Runtime.getRuntime().maxMemory() * SHARE_OF_HEAP) - held;
    return Math.min(heap, machineNow() + Runtime.getRuntime().freeMemory() + released);
  }

  private long machineNow() {
    long now = System.nanoTime();
    if (now - readAt >= FRESH_NANOS) {
      machine = machine();
      readAt = now;
    }
    return machine;
  }

  /** Bytes that the machine can give without swapping; unlimited where it does not say. */
  private static long machine() {
    if (!Files.isReadable(MEMINFO)) {
      return Long.MAX_VALUE / 2;
    }
    try {
      for (String line : Files.readAllLines(MEMINFO)) {
        if (line.startsWith(AVAILABLE)) {
          String kilobytes = line.substring(AVAILABLE.length()).replace("kB", "").strip();
          return Long.parseLong(kilobytes) * 1024;
        }
      }
    } catch (IOException | NumberFormatException e) {
      LOG.log(Level.FINE, "the machine does not say what memory it has", e);
    }
    return Long.MAX_VALUE / 2;
  }
}

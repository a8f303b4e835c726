package io.atelier.execution;

import io.atelier.memory.MachineMemory;
import java.util.concurrent.TimeUnit;

/**
 * The memory that is left: the lesser of the part of the heap that results may fill, less what they
 * fill already, and what the machine has available.
 */
public final class MeasuredMemory implements RamPressureCache.Memory {
  /** The part of the heap that results may fill; the rest is for the work itself. */
  private static final double SHARE_OF_HEAP = 0.75;

  /** For how long a reading of the machine's memory counts as the present one. */
  private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private static final long UNBOUNDED = Long.MAX_VALUE / 2;

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
      machine = Math.min(MachineMemory.available(), UNBOUNDED);
      readAt = now;
    }
    return machine;
  }
}

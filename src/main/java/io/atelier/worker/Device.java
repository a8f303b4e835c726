package io.atelier.worker;

import io.atelier.memory.MachineMemory;
import org.jspecify.annotations.Nullable;

/**
 * Something to compute on; all sizes in bytes.
 *
 * @param index the number among devices of its type; null for the CPU
 */
public record Device(
    String name,
    String type,
    @Nullable Integer index,
    long vramTotal,
    long vramFree,
    long torchVramTotal,
    long torchVramFree) {
  /**
   * A GPU.
   *
   * @param models bytes that loaded models hold
   */
  public static Device gpu(String name, int index, long total, long free, long models) {
    return new Device(name, "cuda", index, total, free, models, 0);
  }

  /**
   * The CPU with the memory of this machine.
   *
   * @param models bytes that loaded models hold
   */
  public static Device ofMachine(long models) {
    return new Device(
        "cpu", "cpu", null, MachineMemory.total(), MachineMemory.available(), models, 0);
  }
}

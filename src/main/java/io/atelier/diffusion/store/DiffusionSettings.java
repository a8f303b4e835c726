package io.atelier.diffusion.store;

import io.atelier.memory.MachineMemory;

/**
 * How a server computes pictures.
 *
 * @param memoryLimit bytes of weights that stay loaded at most
 * @param previewSize the longer side of previews, in pixels
 * @param samplerSeedOffset what is added to the seed for noise that samplers draw on the way: 1 as
 *     current versions of ComfyUI do, 0 as 0.3.64 did
 */
public record DiffusionSettings(long memoryLimit, int previewSize, int samplerSeedOffset) {

  /** The same with another limit of weights that stay loaded. */
  public DiffusionSettings withMemoryLimit(long bytes) {
    return new DiffusionSettings(bytes, previewSize, samplerSeedOffset);
  }

  /** Weights up to three quarters of the machine's memory, previews of 512 pixels. */
  public static DiffusionSettings standard() {
    return new DiffusionSettings(MachineMemory.total() / 4 * 3, 512, 1);
  }
}

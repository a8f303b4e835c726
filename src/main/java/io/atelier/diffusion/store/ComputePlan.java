package io.atelier.diffusion.store;

import io.atelier.tensor.ComputeDevice;
import io.atelier.tensor.Dtype;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * How networks are kept and computed: the type in which weights rest, the type that is computed
 * with, and where they rest. What is computed on is the process's {@link ComputeDevice}.
 *
 * @param storage in what type weights rest
 * @param compute the type of all arithmetic; {@link Dtype#F32}
 * @param offload which networks rest outside the device
 */
public record ComputePlan(Storage storage, Dtype compute, Offload offload) {
  /** Weights rest as files have them; what a device cannot hold rests beside it. */
  public static final ComputePlan STANDARD =
      new ComputePlan(Storage.AS_IN_FILE, Dtype.F32, Offload.TOO_LARGE);

  /** In what type weights rest. */
  public enum Storage {
    /**
     * In the type of the file, of 8, 16 or 32 bits; they are widened layer by layer where they are
     * used. Text encoders rest in float16.
     */
    AS_IN_FILE,
    /**
     * In the type that is computed with: up to four times as large, and nothing is to be widened.
     */
    AS_COMPUTED
  }

  /** Which networks rest in the machine's memory when the device has its own. */
  public enum Offload {
    NOTHING,
    /** Those that the device cannot hold. Each layer's weights come to it when they are used. */
    TOO_LARGE
  }

  public ComputePlan {
    if (compute != Dtype.F32) {
      throw new IllegalArgumentException("networks are computed in F32, not in " + compute);
    }
  }

  /** The bytes that weights take when they are loaded. */
  long bytes(WeightSource source) {
    return storage == Storage.AS_IN_FILE ? source.storedBytes() : source.bytes();
  }

  /**
   * How a network is kept.
   *
   * @param room bytes of weights that the device may hold
   */
  Keeping keeping(WeightSource source, long room) {
    return new Keeping(storage, offload == Offload.NOTHING || bytes(source) <= room);
  }

  /**
   * How one network is kept.
   *
   * @param onDevice whether it rests on the device
   */
  record Keeping(Storage storage, boolean onDevice) {
    /** A weight where and as it rests; the same memory where nothing is to be done. */
    Tensor place(Tensor weight) {
      Tensor typed = storage == Storage.AS_COMPUTED ? weight.to(ScalarType.Float) : weight;
      return onDevice ? ComputeDevice.get().move(typed) : typed;
    }
  }
}

package io.atelier.tensor;

import java.util.Locale;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.SizeTPair;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/**
 * The one device that this process computes on. It is named before anything is computed; what
 * {@link Tensors} makes, and the weights of networks, are on it.
 */
public final class ComputeDevice {
  private static final String AUTO = "auto";
  private static final String CPU = "cpu";
  private static final String FIRST_GPU = "cuda:0";

  private static volatile String wanted = AUTO;
  private static volatile @Nullable ComputeDevice chosen;

  private final String name;
  private final Device device;

  private ComputeDevice(String name) {
    this.name = name;
    this.device = new Device(name);
    // It outlives the scope in which it is first asked for.
    device.retainReference();
  }

  /**
   * Bytes of a device's memory.
   *
   * @param free of them, as the device says
   */
  public record Memory(long total, long free) {}

  /**
   * Says what to compute on, until it is first asked for.
   *
   * @param name {@code cpu}, {@code cuda:0} and so on, or {@code auto} for the first GPU that
   *     LibTorch sees and else the CPU
   */
  public static synchronized void choose(String name) {
    wanted = name.strip().toLowerCase(Locale.ROOT);
    chosen = null;
  }

  /**
   * The device; loads LibTorch.
   *
   * @throws IllegalStateException when LibTorch has no such device
   */
  public static ComputeDevice get() {
    ComputeDevice known = chosen;
    return known == null ? find() : known;
  }

  /** The device if it has been asked for before; loads nothing. */
  public static @Nullable ComputeDevice known() {
    return chosen;
  }

  private static synchronized ComputeDevice find() {
    LibTorch.load();
    String name = wanted.equals(AUTO) ? (torch.cuda_is_available() ? FIRST_GPU : CPU) : wanted;
    if (!name.equals(CPU) && number(name) >= gpus()) {
      throw new IllegalStateException(
          "there is no device %s: LibTorch sees %d GPUs".formatted(name, gpus()));
    }
    ComputeDevice found = new ComputeDevice(name);
    chosen = found;
    return found;
  }

  private static int gpus() {
    return torch.cuda_is_available() ? torch.cuda_device_count() : 0;
  }

  private static int number(String name) {
    try {
      return Integer.parseInt(name.substring(name.indexOf(':') + 1));
    } catch (NumberFormatException e) {
      throw new IllegalStateException("no device is called " + name, e);
    }
  }

  /** {@code cpu}, or {@code cuda:} and a number. */
  public String name() {
    return name;
  }

  public boolean isCpu() {
    return name.equals(CPU);
  }

  /** The number among GPUs. */
  public int index() {
    return device.index();
  }

  /** The memory of a GPU. */
  public Memory memory() {
    SizeTPair bytes = torch.getMemoryInfo(device.index());
    return new Memory(bytes.second(), bytes.first());
  }

  /** The values as float32 on this device: the same memory when they are so already. */
  public Tensor place(Tensor tensor) {
    return isCpu() ? tensor.to(ScalarType.Float) : tensor.to(device, ScalarType.Float);
  }

  /** The tensor on this device, in its own type. */
  public Tensor move(Tensor tensor) {
    return isCpu() ? tensor : tensor.to(device, tensor.scalar_type());
  }
}

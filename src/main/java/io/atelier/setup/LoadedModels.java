package io.atelier.setup;

import io.atelier.config.AtelierSettings;
import io.atelier.config.PreviewMethod;
import io.atelier.config.WorkerSettings;
import io.atelier.diffusion.store.DiffusionSettings;
import io.atelier.diffusion.store.ModelStore;
import io.atelier.node.Services;
import io.atelier.storage.FileStore;
import io.atelier.storage.ModelFolders;
import io.atelier.tensor.ComputeDevice;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The networks that this JVM computes with, if LibTorch is on its class path. They are loaded when
 * the first prompt wants them; until then nothing native is touched.
 */
public final class LoadedModels {
  private static final String LIBTORCH = "org.bytedeco.pytorch.Tensor";

  private final @Nullable ModelStore store;
  private final PreviewMethod previews;

  /**
   * A GPU that networks are computed on.
   *
   * @param index among those that LibTorch sees
   * @param total bytes of its memory
   * @param free bytes of it
   */
  public record Gpu(String name, int index, long total, long free) {}

  private LoadedModels(@Nullable ModelStore store, PreviewMethod previews) {
    this.store = store;
    this.previews = previews;
  }

  /**
   * None yet.
   *
   * @param worker says what the first of its devices keeps loaded at most
   */
  public static LoadedModels of(AtelierSettings settings, WorkerSettings worker) {
    ComputeDevice.choose(worker.devices().get(0));
    DiffusionSettings standard = DiffusionSettings.standard();
    DiffusionSettings diffusion =
        worker.modelBytes() == 0 ? standard : standard.withMemoryLimit(worker.modelBytes());
    return new LoadedModels(hasLibTorch() ? new ModelStore(diffusion) : null, settings.previews());
  }

  private static boolean hasLibTorch() {
    try {
      Class.forName(LIBTORCH, false, LoadedModels.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /** What nodes are lent, the networks among it. */
  public Services services(FileStore files, ModelFolders folders) {
    return store == null
        ? EngineSetup.services(files, folders)
        : EngineSetup.services(files, folders)
            .with(ModelStore.class, store)
            .with(PreviewMethod.class, previews);
  }

  /** Gives up those that are not in use. */
  public void unload() {
    if (store != null) {
      store.unloadAll();
    }
  }

  /** The GPU that they are computed on; empty for the CPU, and before anything is computed. */
  public Optional<Gpu> gpu() {
    ComputeDevice device = ComputeDevice.known();
    if (device == null || device.isCpu()) {
      return Optional.empty();
    }
    ComputeDevice.Memory memory = device.memory();
    return Optional.of(new Gpu(device.name(), device.index(), memory.total(), memory.free()));
  }

  /** Bytes of memory that they hold. */
  public long bytes() {
    return store == null ? 0 : store.loaded().stream().mapToLong(ModelStore.Loaded::bytes).sum();
  }
}

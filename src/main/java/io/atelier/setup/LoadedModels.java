package io.atelier.setup;

import io.atelier.config.AtelierSettings;
import io.atelier.config.PreviewMethod;
import io.atelier.diffusion.DiffusionSettings;
import io.atelier.diffusion.ModelStore;
import io.atelier.node.Services;
import io.atelier.storage.FileStore;
import io.atelier.storage.ModelFolders;
import org.jspecify.annotations.Nullable;

/**
 * The networks that this JVM computes with, if LibTorch is on its class path. They are loaded when
 * the first prompt wants them; until then nothing native is touched.
 */
public final class LoadedModels {
  private static final String LIBTORCH = "org.bytedeco.pytorch.Tensor";

  private final @Nullable ModelStore store;
  private final PreviewMethod previews;

  private LoadedModels(@Nullable ModelStore store, PreviewMethod previews) {
    this.store = store;
    this.previews = previews;
  }

  public static LoadedModels of(AtelierSettings settings) {
    return new LoadedModels(
        hasLibTorch() ? new ModelStore(DiffusionSettings.standard()) : null, settings.previews());
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

  /** Bytes of memory that they hold. */
  public long bytes() {
    return store == null ? 0 : store.loaded().stream().mapToLong(ModelStore.Loaded::bytes).sum();
  }
}

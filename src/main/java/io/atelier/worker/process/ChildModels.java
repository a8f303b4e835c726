package io.atelier.worker.process;

import io.atelier.setup.LoadedModels;
import io.atelier.worker.Models;

/** The models of this process, as its worker manages them. */
record ChildModels(LoadedModels loaded) implements Models {
  @Override
  public void unload() {
    loaded.unload();
  }

  @Override
  public long bytes() {
    return loaded.bytes();
  }
}

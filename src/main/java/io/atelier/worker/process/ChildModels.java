package io.atelier.worker.process;

import io.atelier.setup.LoadedModels;
import io.atelier.worker.Device;
import io.atelier.worker.Models;

/** The models of this process, as its worker manages them. */
record ChildModels(LoadedModels loaded) implements Models {
  @Override
  public void unload() {
    loaded.unload();
  }

  @Override
  public Device device() {
    return loaded
        .gpu()
        .map(gpu -> Device.gpu(gpu.name(), gpu.index(), gpu.total(), gpu.free(), loaded.bytes()))
        .orElseGet(() -> Device.ofMachine(loaded.bytes()));
  }
}

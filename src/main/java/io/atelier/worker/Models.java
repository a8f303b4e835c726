package io.atelier.worker;

/** The models that a worker has loaded. */
public interface Models {
  /** No models at all. */
  Models NONE =
      new Models() {
        @Override
        public void unload() {}

        @Override
        public Device device() {
          return Device.ofMachine(0);
        }
      };

  /** Gives up those that are not in use. */
  void unload();

  /** What they are computed on, with the memory that they hold. */
  Device device();
}

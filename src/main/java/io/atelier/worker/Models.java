package io.atelier.worker;

/** The models that a worker has loaded. */
public interface Models {
  /** No models at all. */
  Models NONE =
      new Models() {
        @Override
        public void unload() {}

        @Override
        public long bytes() {
          return 0;
        }
      };

  /** Gives up those that are not in use. */
  void unload();

  /** Bytes of memory that they hold. */
  long bytes();
}

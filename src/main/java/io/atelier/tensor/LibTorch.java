package io.atelier.tensor;

import org.bytedeco.openblas.global.openblas_nolapack;
import org.bytedeco.pytorch.global.torch;

/**
 * The native library and its settings for the process.
 *
 * <p>The bundled OpenBLAS brings threads of its own that nest badly with LibTorch's, so it gets one
 * only; matrix products run as convolutions instead ({@code io.atelier.diffusion.layer.Linear}),
 * which oneDNN spreads over LibTorch's threads. Set {@code OMP_WAIT_POLICY=passive} in the
 * environment, or idle threads spin.
 */
public final class LibTorch {
  private LibTorch() {}

  private static final class Loaded {
    static final int THREADS = load();

    private static int load() {
      int threads = Runtime.getRuntime().availableProcessors();
      openblas_nolapack.blas_set_num_threads(1);
      torch.set_num_threads(threads);
      return threads;
    }
  }

  /** Loads the library unless it is, and returns the number of threads that it computes with. */
  public static int load() {
    return Loaded.THREADS;
  }
}

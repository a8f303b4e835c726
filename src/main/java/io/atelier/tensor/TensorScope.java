package io.atelier.tensor;

import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The owner of the native memory that a computation takes: what is made while a scope is open on a
 * thread is freed when it closes, unless it was kept. Scopes nest; the garbage collector is never
 * waited for. Within a scope nothing is recorded for gradients.
 */
public final class TensorScope implements AutoCloseable {
  private final InferenceMode mode;
  private final @Nullable PointerScope parent;
  private final PointerScope scope;

  private TensorScope() {
    LibTorch.load();
    this.parent = PointerScope.getInnerScope();
    this.scope = new PointerScope();
    this.mode = new InferenceMode(true);
  }

  /** Opens a scope on the current thread. */
  public static TensorScope open() {
    return new TensorScope();
  }

  /** A value in the JVM's memory, computed in a scope of its own. */
  public static <T> T compute(Supplier<T> computation) {
    TensorScope scope = open();
    try {
      return computation.get();
    } finally {
      scope.close();
    }
  }

  /**
   * Lets a tensor outlive this scope. The enclosing scope owns it then; without one the caller does
   * and gives it back with {@link Tensor#close}.
   */
  public Tensor keep(Tensor tensor) {
    if (parent == null) {
      return retain(tensor);
    }
    parent.attach(tensor);
    return tensor;
  }

  /** Hands a tensor to the caller, who gives it back with {@link Tensor#releaseReference}. */
  public Tensor retain(Tensor tensor) {
    tensor.retainReference();
    return tensor;
  }

  /** Frees a tensor of the innermost open scope before its time. It must not be used again. */
  public static void free(Tensor tensor) {
    PointerScope owner = PointerScope.getInnerScope();
    if (owner != null) {
      owner.detach(tensor);
    }
  }

  @Override
  public void close() {
    mode.close();
    scope.close();
  }
}

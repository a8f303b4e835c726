package io.atelier.execution;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A node failed, and these were its inputs. */
final class CallFailure extends Exception {
  private final Throwable failure;
  private final transient Map<String, List<@Nullable Object>> inputs;

  CallFailure(Throwable failure, Map<String, List<@Nullable Object>> inputs) {
    super(null, failure, false, false);
    this.failure = failure;
    this.inputs = inputs;
  }

  Throwable failure() {
    return failure;
  }

  Map<String, List<@Nullable Object>> inputs() {
    return inputs;
  }
}

package io.atelier.execution;

import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeOutput;
import io.atelier.node.PromptInterruptedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** The calls of an asynchronous node that were started, in order. */
final class AsyncCalls {
  private final List<CompletableFuture<@Nullable NodeOutput>> calls;
  private final CompletableFuture<Void> all;

  AsyncCalls(List<CompletableFuture<@Nullable NodeOutput>> calls) {
    this.calls = List.copyOf(calls);
    this.all = CompletableFuture.allOf(this.calls.toArray(new CompletableFuture<?>[0]));
  }

  /** Runs an action when all calls are done, however they ended. */
  void whenDone(Runnable action) {
    var unused = all.whenComplete((nothing, failure) -> action.run());
  }

  boolean areDone() {
    return all.isDone();
  }

  void cancel() {
    calls.forEach(call -> call.cancel(true));
  }

  /** The results, once all calls are done. */
  MergedOutput merge(NodeDefinition definition) throws CallFailure {
    List<@Nullable NodeOutput> outputs = new ArrayList<>();
    for (CompletableFuture<@Nullable NodeOutput> call : calls) {
      try {
        outputs.add(call.join());
      } catch (CompletionException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        if (cause instanceof PromptInterruptedException interrupted) {
          throw interrupted;
        }
        throw new CallFailure(cause, Map.of());
      } catch (CancellationException e) {
        throw new CallFailure(e, Map.of());
      }
    }
    return new MergedOutput(definition, outputs);
  }
}

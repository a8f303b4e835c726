package io.atelier.queue;

import io.atelier.execution.PromptJob;
import io.atelier.log.LogContext;
import io.atelier.log.TraceContext;
import io.atelier.node.NodeId;
import io.atelier.prompt.ExtraData;
import io.atelier.prompt.Prompt;
import io.atelier.prompt.PromptId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A prompt in the queue.
 *
 * @param number its priority, lower first: a {@link Long} when the server counted it, a {@link
 *     Double} when the client chose it
 * @param requester who asked for it
 * @param createdAt when it came, in epoch milliseconds
 * @param trace the trace of the request that brought it
 */
public record QueuedPrompt(
    Number number,
    PromptId id,
    Prompt prompt,
    ExtraData extraData,
    List<NodeId> outputs,
    Requester requester,
    long createdAt,
    TraceContext trace)
    implements KeptPrompt {
  /** The order of execution: by number, then by id. */
  public static final Comparator<QueuedPrompt> ORDER =
      Comparator.<QueuedPrompt>comparingDouble(p -> p.number().doubleValue())
          .thenComparing(p -> p.id().value());

  /** A prompt that comes now, by the request that the calling thread handles. */
  public QueuedPrompt(
      Number number,
      PromptId id,
      Prompt prompt,
      ExtraData extraData,
      List<NodeId> outputs,
      Requester requester) {
    this(number, id, prompt, extraData, outputs, requester, System.currentTimeMillis());
  }

  /** A prompt that came then, in the trace of the calling thread. */
  public QueuedPrompt(
      Number number,
      PromptId id,
      Prompt prompt,
      ExtraData extraData,
      List<NodeId> outputs,
      Requester requester,
      long createdAt) {
    this(number, id, prompt, extraData, outputs, requester, createdAt, LogContext.currentTrace());
  }

  /** The same prompt in another place. */
  public QueuedPrompt at(double place) {
    return Double.compare(number.doubleValue(), place) == 0
        ? this
        : new QueuedPrompt(place, id, prompt, extraData, outputs, requester, createdAt, trace);
  }

  /** The same prompt with other extra data. */
  public QueuedPrompt with(ExtraData other) {
    return new QueuedPrompt(number, id, prompt, other, outputs, requester, createdAt, trace);
  }

  /** What log records about it say. */
  public LogContext logContext() {
    return new LogContext(id.value(), trace);
  }

  public PromptJob toJob() {
    return new PromptJob(id, prompt, outputs, extraData, trace);
  }

  @Override
  public @Nullable String workflowId() {
    return extraData.get("extra_pnginfo") instanceof Map<?, ?> extra
            && extra.get("workflow") instanceof Map<?, ?> workflow
            && workflow.get("id") instanceof String workflowId
        ? workflowId
        : null;
  }

  @Override
  public Optional<QueuedPrompt> read() {
    return Optional.of(this);
  }
}

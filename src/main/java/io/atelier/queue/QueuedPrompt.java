package io.atelier.queue;

import io.atelier.execution.PromptJob;
import io.atelier.log.LogContext;
import io.atelier.log.TraceContext;
import io.atelier.node.NodeId;
import io.atelier.prompt.ExtraData;
import io.atelier.prompt.Prompt;
import io.atelier.prompt.PromptId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A prompt in the queue.
 *
 * @param number its priority, lower first: a {@link Long} when the server counted it, a {@link
 *     Double} when the client chose it
 * @param createdAt when it came, in epoch milliseconds
 * @param trace the trace of the request that brought it
 */
public record QueuedPrompt(
    Number number,
    PromptId id,
    Prompt prompt,
    ExtraData extraData,
    List<NodeId> outputs,
    long createdAt,
    TraceContext trace)
    implements KeptPrompt {
  /** The order of execution: by number, then by id. */
  public static final Comparator<QueuedPrompt> ORDER =
      Comparator.<QueuedPrompt>comparingDouble(p -> p.number().doubleValue())
          .thenComparing(p -> p.id().value());

  /** A prompt that comes now, by the request that the calling thread handles. */
  public QueuedPrompt(
      Number number, PromptId id, Prompt prompt, ExtraData extraData, List<NodeId> outputs) {
    this(number, id, prompt, extraData, outputs, System.currentTimeMillis());
  }

  /** A prompt that came then, in the trace of the calling thread. */
  public QueuedPrompt(
      Number number,
      PromptId id,
      Prompt prompt,
      ExtraData extraData,
      List<NodeId> outputs,
      long createdAt) {
    this(number, id, prompt, extraData, outputs, createdAt, LogContext.currentTrace());
  }

  /** The same prompt in another place. */
  public QueuedPrompt at(double place) {
    return new QueuedPrompt(place, id, prompt, extraData, outputs, createdAt, trace);
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

  /** The five-element array that queue and history show. */
  public List<Object> toJson() {
    List<Object> ids = new ArrayList<>();
    outputs.forEach(output -> ids.add(output.value()));
    return List.of(number, id.value(), prompt.toJson(), extraData.shown(), ids);
  }

  @Override
  public Optional<Object> shown() {
    return Optional.of(toJson());
  }

  @Override
  public Optional<Object> source() {
    Map<String, Object> source = new LinkedHashMap<>();
    source.put("prompt", prompt.toJson());
    source.put("extra_data", extraData.shown());
    return Optional.of(source);
  }
}

package io.atelier.execution;

import io.atelier.log.LogContext;
import io.atelier.log.TraceContext;
import io.atelier.node.NodeId;
import io.atelier.prompt.ExtraData;
import io.atelier.prompt.Prompt;
import io.atelier.prompt.PromptId;
import java.util.List;

/**
 * A validated prompt to evaluate.
 *
 * @param outputs the output nodes to run, in order
 * @param trace the trace that its log records belong to
 */
public record PromptJob(
    PromptId promptId,
    Prompt prompt,
    List<NodeId> outputs,
    ExtraData extraData,
    TraceContext trace) {
  /** A prompt with a trace of its own. */
  public PromptJob(PromptId promptId, Prompt prompt, List<NodeId> outputs, ExtraData extraData) {
    this(promptId, prompt, outputs, extraData, TraceContext.begin());
  }

  /** What log records are about while this is evaluated. */
  public LogContext logContext() {
    return new LogContext(promptId.value(), trace);
  }
}

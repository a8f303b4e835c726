package io.atelier.execution;

import io.atelier.message.MessageBus;
import io.atelier.node.NodeRegistry;
import io.atelier.node.Services;
import io.atelier.prompt.PromptId;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates prompts, one at a time, and keeps between them what the next may reuse.
 *
 * <p>A prompt is a graph of nodes of which some are wanted for their effect, the outputs.
 * Evaluation starts from those: a node is needed when an output hangs on it by links, lazy inputs
 * aside; a needed node whose signature is in the {@link OutputCache} is there already; of the
 * others, each runs once everything that it needs is there, nearest to the outputs first ({@link
 * ExecutionList}). Running a node means gathering its inputs, asking it for the lazy ones that it
 * wants after all, calling it once per element of the lists that arrive, and merging what the calls
 * return. A node may return a graph instead of values: that graph joins the prompt, and the node is
 * finished by the nodes that its results link to. An asynchronous node is held aside until its
 * calls complete, while others run.
 *
 * <p>Everything but the nodes' own work happens on the thread that calls {@link #run}, and in an
 * order that depends on the prompt alone: {@link PromptRun} is that loop. Nodes without an effect
 * of their own may compute ahead of their turn on other threads ({@link Prefetcher}); what they
 * return and tell still takes effect in that order.
 */
public final class PromptExecutor {
  private final NodeRegistry registry;
  private final Services services;
  private final OutputCache cache;
  private final EngineOptions options;
  private final NodeObjects objects = new NodeObjects();
  private final AtomicReference<@Nullable Running> running = new AtomicReference<>();

  /** The prompt under way, and how to end it. */
  private record Running(PromptId promptId, Interruption interruption) {}

  public PromptExecutor(
      NodeRegistry registry, Services services, OutputCache cache, EngineOptions options) {
    this.registry = registry;
    this.services = services;
    this.cache = cache;
    this.options = options;
  }

  /**
   * Evaluates a prompt to its end.
   *
   * @param bus gets every message but the closing one, which the result carries
   */
  public synchronized ExecutionResult run(PromptJob job, MessageBus bus) {
    Interruption interruption = new Interruption();
    running.set(new Running(job.promptId(), interruption));
    try {
      RunMessages messages =
          new RunMessages(job.promptId(), job.extraData().clientId(), bus, options.clock());
      messages.started();
      return new PromptRun(job, registry, services, cache, objects, options, messages, interruption)
          .run();
    } finally {
      running.set(null);
    }
  }

  /** Ends the prompt at its next step, if it is the one that runs. */
  public void interrupt(PromptId promptId) {
    Running now = running.get();
    if (now != null && now.promptId().equals(promptId)) {
      now.interruption().request();
    }
  }

  /** Drops all results and node objects. Waits for a running prompt. */
  public synchronized void clear() {
    cache.clear();
    objects.clear();
  }
}

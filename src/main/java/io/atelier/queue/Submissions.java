package io.atelier.queue;

import io.atelier.prompt.PromptError;
import io.atelier.prompt.PromptId;
import io.atelier.prompt.PromptValidator;
import io.atelier.prompt.ValidationReport;
import java.lang.System.Logger.Level;
import java.util.Map;

/**
 * The front door: what is asked for prompts, in whatever protocol, comes through here and says who
 * asks.
 */
public final class Submissions {
  private static final System.Logger LOG = System.getLogger(Submissions.class.getName());

  private final PromptValidator validator;
  private final Admission admission;
  private final PromptQueue queue;
  private final History history;
  private final PromptStatuses statuses;
  private final Interrupts interrupts;
  private final PromptCounts counts;

  /**
   * @param counts is told of submissions that are not valid
   */
  public Submissions(
      PromptValidator validator,
      Admission admission,
      PromptQueue queue,
      History history,
      PromptStatuses statuses,
      Interrupts interrupts,
      PromptCounts counts) {
    this.validator = validator;
    this.admission = admission;
    this.queue = queue;
    this.history = history;
    this.statuses = statuses;
    this.interrupts = interrupts;
    this.counts = counts;
  }

  /** Lets a prompt wait, unless it is refused. The server's next number is used up either way. */
  public Submitted submit(Requester requester, SubmitCall call) {
    Number chosen = call.number();
    Number number = chosen == null ? nextNumber(call.toFront()) : chosen;
    if (call.graph() instanceof SubmitCall.Unreadable unreadable) {
      return refuse(requester, unreadable.error());
    }
    SubmitCall.Given graph = (SubmitCall.Given) call.graph();
    ValidationReport report = validator.validate(graph.prompt(), call.targets());
    if (report instanceof ValidationReport.Accepted accepted) {
      return admission
          .refusal()
          .<Submitted>map(Submitted.NotNow::new)
          .orElseGet(() -> add(requester, call, number, accepted));
    }
    return refuse((ValidationReport.Rejected) report);
  }

  private Number nextNumber(boolean front) {
    long next = queue.nextNumber();
    return front ? -next : next;
  }

  private Submitted add(
      Requester requester, SubmitCall call, Number number, ValidationReport.Accepted accepted) {
    QueuedPrompt prompt =
        new QueuedPrompt(
            number, call.id(), accepted.prompt(), call.extraData(), accepted.outputs(), requester);
    try {
      queue.add(prompt);
    } catch (PromptIdTakenException e) {
      return new Submitted.IdTaken(prompt.id());
    }
    prompt.logContext().run(() -> LOG.log(Level.INFO, "prompt {0} is queued", prompt.id()));
    return new Submitted.Accepted(prompt.id(), number, accepted.nodeErrors(), accepted.moreNodes());
  }

  /** Refuses what does not even make a call; no number is used up. */
  public Submitted.Invalid refuse(Requester requester, PromptError error) {
    return refuse(new ValidationReport.Rejected(error, Map.of()));
  }

  private Submitted.Invalid refuse(ValidationReport.Rejected report) {
    counts.refuseInvalid();
    return new Submitted.Invalid(report);
  }

  /** Lets a prompt that has failed, or was interrupted, wait once more. */
  public Resubmitted resubmit(Requester requester, PromptId id) {
    return history
        .find(id)
        .map(
            entry ->
                entry.succeeded()
                    ? new Resubmitted.Succeeded()
                    : resubmit(requester, entry.prompt()))
        .orElseGet(Resubmitted.Unknown::new);
  }

  private Resubmitted resubmit(Requester requester, QueuedPrompt failed) {
    return admission
        .refusal()
        .<Resubmitted>map(Submitted.NotNow::new)
        .orElseGet(() -> addAgain(requester, failed));
  }

  private Resubmitted addAgain(Requester requester, QueuedPrompt failed) {
    QueuedPrompt again =
        new QueuedPrompt(
            queue.nextNumber(),
            PromptId.random(),
            failed.prompt(),
            failed.extraData(),
            failed.outputs(),
            requester);
    queue.add(again);
    return new Submitted.Accepted(again.id(), again.number(), Map.of(), 0);
  }

  /** Ends a prompt, whether it waits or runs; false when it does neither. */
  public boolean cancel(Requester requester, PromptId id) {
    return withdraw(requester, id) || interrupt(requester, id);
  }

  /** Takes a prompt out of those that wait; false when it does not wait. */
  public boolean withdraw(Requester requester, PromptId id) {
    return queue.delete(id);
  }

  /** Takes out all that wait. */
  public void withdrawAll(Requester requester) {
    queue.clear();
  }

  /** Ends a prompt that runs at its next step, on whichever server; false when it does not run. */
  public boolean interrupt(Requester requester, PromptId id) {
    boolean running = queue.snapshot().running().stream().anyMatch(p -> p.id().equals(id));
    if (running) {
      interrupts.interrupt(id);
    }
    return running;
  }

  /** Ends all that run, on all servers. */
  public void interruptAll(Requester requester) {
    queue.snapshot().running().forEach(prompt -> interrupts.interrupt(prompt.id()));
  }

  /** What has become of a prompt. */
  public PromptStatus state(Requester requester, PromptId id) {
    return statuses.of(id);
  }
}

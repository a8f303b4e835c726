package io.atelier.rest;

import io.atelier.prompt.PromptError;
import io.atelier.prompt.PromptFormatException;
import io.atelier.prompt.PromptId;
import io.atelier.prompt.PromptValidator;
import io.atelier.prompt.ValidationReport;
import io.atelier.queue.Admission;
import io.atelier.queue.PromptCounts;
import io.atelier.queue.PromptIdTakenException;
import io.atelier.queue.PromptQueue;
import io.atelier.queue.QueuedPrompt;
import io.atelier.rest.http.JsonBody;
import io.atelier.rest.http.Replies;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Submission of prompts. */
@ApplicationScoped
@Path("prompt")
public class PromptResource {
  private static final System.Logger LOG = System.getLogger(PromptResource.class.getName());
  private static final PromptError NO_PROMPT =
      new PromptError("no_prompt", "No prompt provided", "No prompt provided", Map.of());

  @Inject PromptValidator validator;
  @Inject PromptQueue queue;
  @Inject Admission admission;
  @Inject PromptCounts counts;

  @GET
  public Response remaining() {
    return Replies.json(Map.of("exec_info", Map.of("queue_remaining", queue.remaining())));
  }

  @POST
  @Consumes(MediaType.WILDCARD)
  public Response submit(JsonBody body) {
    Object json = body.value();
    if (json instanceof List<?> || json instanceof String) {
      queue.nextNumber();
      return refuseInvalid(new ValidationReport.Rejected(NO_PROMPT, Map.of()));
    }
    try {
      return submit(Submission.of(json));
    } catch (PromptFormatException e) {
      return refuseInvalid(new ValidationReport.Rejected(e.error(), Map.of()));
    }
  }

  private Response submit(Submission submission) {
    Number chosen = submission.number();
    Number number = chosen == null ? nextNumber(submission.isToFront()) : chosen;
    if (!submission.has("prompt")) {
      return refuseInvalid(new ValidationReport.Rejected(NO_PROMPT, Map.of()));
    }
    ValidationReport report = validator.validate(submission.prompt(), submission.targets());
    if (report instanceof ValidationReport.Accepted accepted) {
      return admission
          .refusal()
          .map(PromptResource::notNow)
          .orElseGet(() -> enqueue(submission, number, accepted));
    }
    return refuseInvalid((ValidationReport.Rejected) report);
  }

  private Number nextNumber(boolean front) {
    long next = queue.nextNumber();
    return front ? -next : next;
  }

  private Response enqueue(
      Submission submission, Number number, ValidationReport.Accepted accepted) {
    QueuedPrompt prompt =
        new QueuedPrompt(
            number, submission.id(), accepted.prompt(), submission.extraData(), accepted.outputs());
    try {
      queue.add(prompt);
    } catch (PromptIdTakenException e) {
      return Replies.refusal(409, taken(prompt.id()));
    }
    prompt
        .logContext()
        .run(() -> LOG.log(System.Logger.Level.INFO, "prompt {0} is queued", prompt.id()));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("prompt_id", prompt.id().value());
    answer.put("number", number);
    answer.put("node_errors", accepted.nodeErrorsJson());
    if (accepted.moreNodes() > 0) {
      answer.put("more_nodes", accepted.moreNodes());
    }
    return Replies.json(answer);
  }

  private static PromptError taken(PromptId id) {
    return new PromptError(
        "prompt_id_in_use",
        "A prompt of this prompt_id waits, runs or is in the history",
        id.value(),
        Map.of("prompt_id", id.value()));
  }

  private static Response notNow(Admission.Refusal refusal) {
    PromptError error =
        refusal == Admission.Refusal.FULL
            ? new PromptError("queue_full", "The queue is full", "", Map.of())
            : new PromptError("server_stopping", "The server is stopping", "", Map.of());
    return Replies.notNow(refusal, refuse(new ValidationReport.Rejected(error, Map.of())));
  }

  private Response refuseInvalid(ValidationReport.Rejected rejected) {
    counts.refuseInvalid();
    return refuse(rejected);
  }

  private static Response refuse(ValidationReport.Rejected rejected) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("error", rejected.error().toJson());
    answer.put("node_errors", rejected.nodeErrorsJson());
    return Replies.json(400, answer);
  }
}

package io.atelier.rest;

import io.atelier.config.AtelierSettings;
import io.atelier.json.PythonText;
import io.atelier.node.NodeId;
import io.atelier.prompt.ExtraData;
import io.atelier.prompt.Prompt;
import io.atelier.prompt.PromptError;
import io.atelier.prompt.PromptId;
import io.atelier.prompt.PromptValidator;
import io.atelier.prompt.ValidationReport;
import io.atelier.queue.Admission;
import io.atelier.queue.PromptCounts;
import io.atelier.queue.PromptQueue;
import io.atelier.queue.QueuedPrompt;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Submission of prompts. */
@ApplicationScoped
@Path("prompt")
public class PromptResource {
  private static final System.Logger LOG = System.getLogger(PromptResource.class.getName());
  private static final PromptError NO_PROMPT =
      new PromptError("no_prompt", "No prompt provided", "No prompt provided", Map.of());

  @Inject AtelierSettings settings;
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
  @SuppressWarnings("unchecked")
  public Response submit(InputStream body) {
    Object json = RequestBody.json(body, settings.maxUploadBytes());
    if (json instanceof List<?> || json instanceof String) {
      queue.nextNumber();
      return refuseInvalid(new ValidationReport.Rejected(NO_PROMPT, Map.of()));
    }
    if (!(json instanceof Map<?, ?> object)) {
      throw new UnreadableRequestException("the body is not a JSON object");
    }
    Map<String, @Nullable Object> submission = (Map<String, @Nullable Object>) object;
    Number number = number(submission);
    if (!submission.containsKey("prompt")) {
      return refuseInvalid(new ValidationReport.Rejected(NO_PROMPT, Map.of()));
    }
    ValidationReport report =
        validator.validate(Prompt.fromJson(submission.get("prompt")), targets(submission));
    if (report instanceof ValidationReport.Accepted accepted) {
      return admission
          .refusal()
          .map(PromptResource::notNow)
          .orElseGet(() -> enqueue(submission, number, accepted));
    }
    return refuseInvalid((ValidationReport.Rejected) report);
  }

  private Response enqueue(
      Map<String, @Nullable Object> submission, Number number, ValidationReport.Accepted accepted) {
    QueuedPrompt prompt =
        new QueuedPrompt(
            number, id(submission), accepted.prompt(), extraData(submission), accepted.outputs());
    queue.add(prompt);
    prompt
        .logContext()
        .run(() -> LOG.log(System.Logger.Level.INFO, "prompt {0} is queued", prompt.id()));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("prompt_id", prompt.id().value());
    answer.put("number", number);
    answer.put("node_errors", accepted.nodeErrorsJson());
    return Replies.json(answer);
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

  /** The client's number, or else the next of the server, negated to come to the front. */
  private Number number(Map<String, @Nullable Object> submission) {
    if (submission.containsKey("number")) {
      Object given = submission.get("number");
      if (given instanceof Boolean b) {
        return b ? 1.0 : 0.0;
      }
      try {
        return given instanceof Number n
            ? (Number) n.doubleValue()
            : (Number) Double.valueOf(String.valueOf(given).strip());
      } catch (NumberFormatException e) {
        throw new UnreadableRequestException("number is not a number", e);
      }
    }
    long next = queue.nextNumber();
    return isTrue(submission.get("front")) ? -next : next;
  }

  private static boolean isTrue(@Nullable Object value) {
    return value != null
        && !Boolean.FALSE.equals(value)
        && !"".equals(value)
        && !(value instanceof Number n && n.doubleValue() == 0);
  }

  private static PromptId id(Map<String, @Nullable Object> submission) {
    Object given = submission.get("prompt_id");
    return given == null ? PromptId.random() : new PromptId(PythonText.str(given));
  }

  private static @Nullable Set<NodeId> targets(Map<String, @Nullable Object> submission) {
    if (!(submission.get("partial_execution_targets") instanceof List<?> ids)) {
      return null;
    }
    Set<NodeId> targets = new HashSet<>();
    ids.forEach(id -> targets.add(new NodeId(String.valueOf(id))));
    return targets;
  }

  @SuppressWarnings("unchecked")
  private static ExtraData extraData(Map<String, @Nullable Object> submission) {
    Object given = submission.containsKey("extra_data") ? submission.get("extra_data") : Map.of();
    boolean hasClient = submission.containsKey("client_id");
    if (!(given instanceof Map<?, ?> object)) {
      if (hasClient) {
        throw new UnreadableRequestException("extra_data is not an object");
      }
      return ExtraData.NONE;
    }
    Map<String, @Nullable Object> extra =
        new LinkedHashMap<>((Map<String, @Nullable Object>) object);
    if (hasClient) {
      extra.put("client_id", submission.get("client_id"));
    }
    return ExtraData.of(extra);
  }
}

package io.atelier.rest;

import io.atelier.config.AtelierSettings;
import io.atelier.json.JsonObject;
import io.atelier.node.NodeId;
import io.atelier.prompt.NodeErrors;
import io.atelier.prompt.PromptError;
import io.atelier.prompt.PromptFormatException;
import io.atelier.prompt.PromptId;
import io.atelier.prompt.ValidationReport;
import io.atelier.queue.Admission;
import io.atelier.queue.PromptQueue;
import io.atelier.queue.Requester;
import io.atelier.queue.Submissions;
import io.atelier.queue.Submitted;
import io.atelier.rest.http.Replies;
import io.atelier.rest.http.RequestBody;
import io.atelier.wire.ErrorJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Submission of prompts. */
@ApplicationScoped
@Path("prompt")
public class PromptResource {
  @Inject AtelierSettings settings;
  @Inject PromptQueue queue;
  @Inject Submissions submissions;

  @GET
  public Response remaining() {
    return Replies.json(Map.of("exec_info", Map.of("queue_remaining", queue.remaining())));
  }

  @POST
  @Consumes(MediaType.WILDCARD)
  public Response submit(InputStream body) {
    return answer(submitted(RequestBody.json(body, settings.maxUploadBytes())));
  }

  private Submitted submitted(@Nullable Object json) {
    try {
      return submissions.submit(Requester.ANYONE, SubmitBody.read(json));
    } catch (PromptFormatException e) {
      return submissions.refuse(Requester.ANYONE, e.error());
    }
  }

  private static Response answer(Submitted outcome) {
    if (outcome instanceof Submitted.Accepted accepted) {
      return accepted(accepted);
    }
    if (outcome instanceof Submitted.IdTaken taken) {
      return Replies.refusal(409, taken(taken.id()));
    }
    if (outcome instanceof Submitted.NotNow refused) {
      return notNow(refused.why());
    }
    ValidationReport.Rejected report = ((Submitted.Invalid) outcome).report();
    return refuse(report.error(), report.nodeErrors());
  }

  private static Response accepted(Submitted.Accepted accepted) {
    int moreNodes = accepted.moreNodes();
    return Replies.json(
        JsonObject.with("prompt_id", accepted.id().value())
            .and("number", accepted.number())
            .and("node_errors", ErrorJson.of(accepted.nodeErrors()))
            .andIfPresent("more_nodes", moreNodes == 0 ? null : moreNodes)
            .map());
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
            ? PromptError.of("queue_full", "The queue is full", "")
            : PromptError.of("server_stopping", "The server is stopping", "");
    return Replies.notNow(refusal, refuse(error, Map.of()));
  }

  private static Response refuse(PromptError error, Map<NodeId, NodeErrors> nodes) {
    return Replies.json(400, ErrorJson.refusal(error, nodes));
  }
}

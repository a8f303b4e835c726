package io.atelier.rest;

import io.atelier.prompt.PromptId;
import io.atelier.queue.Admission;
import io.atelier.queue.PromptQueue;
import io.atelier.queue.PromptState;
import io.atelier.queue.PromptStatus;
import io.atelier.queue.QueueControl;
import io.atelier.queue.Requester;
import io.atelier.queue.Resubmitted;
import io.atelier.queue.Submissions;
import io.atelier.queue.Submitted;
import io.atelier.rest.http.AtRoot;
import io.atelier.rest.http.JsonBodies;
import io.atelier.rest.http.JsonBody;
import io.atelier.rest.http.Replies;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Our own routes for those who look after the queue; the protocol has none of these. */
@ApplicationScoped
@AtRoot(AtRoot.Reach.NEVER)
@Path("atelier")
public class AtelierResource {
  @Inject PromptQueue queue;
  @Inject Submissions submissions;
  @Inject Operations operations;

  @GET
  @Path("queue")
  public Response queue() {
    PromptQueue.Lengths lengths = queue.lengths();
    boolean paused = operations.control().map(QueueControl::isPaused).orElse(false);
    return JsonBodies.reply(new QueueState(paused, lengths.running(), lengths.waiting()));
  }

  /** How much there is to do, and whether any of it is begun. */
  @JsonbPropertyOrder({"paused", "running", "waiting"})
  public record QueueState(boolean paused, int running, int waiting) {}

  @POST
  @Path("queue/pause")
  @Consumes(MediaType.WILDCARD)
  public Response pause() {
    return pause(true);
  }

  @POST
  @Path("queue/resume")
  @Consumes(MediaType.WILDCARD)
  public Response resume() {
    return pause(false);
  }

  private Response pause(boolean paused) {
    return change(
        control -> {
          control.pause(paused);
          return true;
        });
  }

  @GET
  @Path("prompts/{id}")
  public Response status(@PathParam("id") String id) {
    PromptStatus status = submissions.state(Requester.ANYONE, new PromptId(id));
    return JsonBodies.reply(
        status.state() == PromptState.UNKNOWN ? 404 : 200,
        new State(id, status.state().wireName(), status.attempts()));
  }

  /** What has become of a prompt. */
  @JsonbPropertyOrder({"promptId", "state", "attempts"})
  public record State(String promptId, String state, int attempts) {}

  @POST
  @Path("prompts/{id}/priority")
  @Consumes(MediaType.WILDCARD)
  public Response prioritise(@PathParam("id") String id, JsonBody body) {
    Number priority = number(body, "priority");
    return priority instanceof Long whole && whole.intValue() == whole
        ? change(control -> control.prioritise(new PromptId(id), whole.intValue()))
        : JsonBodies.refusal(400, "priority must be a whole number of 32 bits");
  }

  @POST
  @Path("prompts/{id}/move")
  @Consumes(MediaType.WILDCARD)
  public Response move(@PathParam("id") String id, JsonBody body) {
    Number number = number(body, "number");
    return number == null || !Double.isFinite(number.doubleValue())
        ? JsonBodies.refusal(400, "number must be a finite number")
        : change(control -> control.move(new PromptId(id), number.doubleValue()));
  }

  private @Nullable Number number(JsonBody body, String key) {
    return body.object().get(key) instanceof Number n ? n : null;
  }

  @POST
  @Path("prompts/{id}/retry")
  @Consumes(MediaType.WILDCARD)
  public Response retry(@PathParam("id") String id) {
    Resubmitted outcome = submissions.resubmit(Requester.ANYONE, new PromptId(id));
    if (outcome instanceof Submitted.Accepted again) {
      return JsonBodies.reply(new Retried(again.id().value(), again.number().longValue()));
    }
    if (outcome instanceof Submitted.NotNow refused) {
      return notNow(refused.why());
    }
    return outcome instanceof Resubmitted.Succeeded
        ? JsonBodies.refusal(409, "it succeeded")
        : JsonBodies.refusal(404, "no such finished prompt");
  }

  /** A prompt that waits again. */
  @JsonbPropertyOrder({"promptId", "number"})
  public record Retried(String promptId, long number) {}

  private static Response notNow(Admission.Refusal refusal) {
    String error =
        refusal == Admission.Refusal.FULL ? "the queue is full" : "the server is stopping";
    return Replies.notNow(refusal, JsonBodies.refusal(200, error));
  }

  private Response change(Predicate<QueueControl> change) {
    return operations
        .control()
        .map(
            control ->
                change.test(control)
                    ? JsonBodies.reply(new Changed(true))
                    : JsonBodies.refusal(404, "no such waiting prompt"))
        .orElseGet(() -> JsonBodies.refusal(501, "the queue in memory cannot do this"));
  }

  /** That what was asked has been done. */
  public record Changed(boolean changed) {}
}

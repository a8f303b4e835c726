package io.atelier.rest;

import io.atelier.config.AtelierSettings;
import io.atelier.json.JsonObject;
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
import io.atelier.rest.http.Replies;
import io.atelier.rest.http.RequestBody;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Our own routes for those who look after the queue; the protocol has none of these. */
@ApplicationScoped
@AtRoot(AtRoot.Reach.NEVER)
@Path("atelier")
public class AtelierResource {
  @Inject AtelierSettings settings;
  @Inject PromptQueue queue;
  @Inject Submissions submissions;
  @Inject Operations operations;

  @GET
  @Path("queue")
  public Response queue() {
    PromptQueue.Lengths lengths = queue.lengths();
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("paused", operations.control().map(QueueControl::isPaused).orElse(false));
    answer.put("running", lengths.running());
    answer.put("waiting", lengths.waiting());
    return Replies.json(answer);
  }

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
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("prompt_id", id);
    answer.put("state", status.state().wireName());
    answer.put("attempts", status.attempts());
    return Replies.json(status.state() == PromptState.UNKNOWN ? 404 : 200, answer);
  }

  @POST
  @Path("prompts/{id}/priority")
  @Consumes(MediaType.WILDCARD)
  public Response prioritise(@PathParam("id") String id, InputStream body) {
    Number priority = number(body, "priority");
    return priority instanceof Long whole && whole.intValue() == whole
        ? change(control -> control.prioritise(new PromptId(id), whole.intValue()))
        : refuse(400, "priority must be a whole number of 32 bits");
  }

  @POST
  @Path("prompts/{id}/move")
  @Consumes(MediaType.WILDCARD)
  public Response move(@PathParam("id") String id, InputStream body) {
    Number number = number(body, "number");
    return number == null || !Double.isFinite(number.doubleValue())
        ? refuse(400, "number must be a finite number")
        : change(control -> control.move(new PromptId(id), number.doubleValue()));
  }

  private @Nullable Number number(InputStream body, String key) {
    return RequestBody.jsonObject(body, settings.maxUploadBytes()).get(key) instanceof Number n
        ? n
        : null;
  }

  @POST
  @Path("prompts/{id}/retry")
  @Consumes(MediaType.WILDCARD)
  public Response retry(@PathParam("id") String id) {
    Resubmitted outcome = submissions.resubmit(Requester.ANYONE, new PromptId(id));
    if (outcome instanceof Submitted.Accepted again) {
      return Replies.json(
          JsonObject.with("prompt_id", again.id().value()).and("number", again.number()).map());
    }
    if (outcome instanceof Submitted.NotNow refused) {
      return notNow(refused.why());
    }
    return outcome instanceof Resubmitted.Succeeded
        ? refuse(409, "it succeeded")
        : refuse(404, "no such finished prompt");
  }

  private static Response notNow(Admission.Refusal refusal) {
    String error =
        refusal == Admission.Refusal.FULL ? "the queue is full" : "the server is stopping";
    return Replies.notNow(refusal, Replies.json(Map.of("error", error)));
  }

  private Response change(Predicate<QueueControl> change) {
    return operations
        .control()
        .map(
            control ->
                change.test(control)
                    ? Replies.json(Map.of("changed", true))
                    : refuse(404, "no such waiting prompt"))
        .orElseGet(() -> refuse(501, "the queue in memory cannot do this"));
  }

  private static Response refuse(int status, String error) {
    return Replies.json(status, Map.of("error", error));
  }
}

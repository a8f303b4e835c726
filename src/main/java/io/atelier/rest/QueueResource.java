package io.atelier.rest;

import io.atelier.config.AtelierSettings;
import io.atelier.json.JsonObject;
import io.atelier.prompt.PromptId;
import io.atelier.queue.KeptPrompt;
import io.atelier.queue.PromptQueue;
import io.atelier.queue.Requester;
import io.atelier.queue.Submissions;
import io.atelier.rest.http.Replies;
import io.atelier.rest.http.RequestBody;
import io.atelier.wire.PromptJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;

/** What waits and what runs. */
@ApplicationScoped
@Path("queue")
public class QueueResource {
  @Inject AtelierSettings settings;
  @Inject PromptQueue queue;
  @Inject Submissions submissions;

  @GET
  public Response show() {
    PromptQueue.Snapshot snapshot = queue.snapshot();
    return Replies.streamed(
        JsonObject.with("queue_running", json(snapshot.running()))
            .and("queue_pending", json(snapshot.pending()))
            .map());
  }

  /** Prompts that are looked up as they are written, and left out when they have gone by then. */
  private static Iterable<Object> json(List<? extends KeptPrompt> prompts) {
    return () -> prompts.stream().flatMap(prompt -> PromptJson.shown(prompt).stream()).iterator();
  }

  @POST
  @Consumes(MediaType.WILDCARD)
  public Response change(InputStream body) {
    Deletion deletion = Deletion.of(RequestBody.jsonObject(body, settings.maxUploadBytes()));
    if (deletion.clear()) {
      submissions.withdrawAll(Requester.ANYONE);
    }
    for (PromptId id : deletion.ids()) {
      submissions.withdraw(Requester.ANYONE, id);
    }
    return Replies.empty(200);
  }
}

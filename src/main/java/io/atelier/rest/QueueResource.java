package io.atelier.rest;

import io.atelier.prompt.PromptId;
import io.atelier.queue.KeptPrompt;
import io.atelier.queue.PromptQueue;
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

/** What waits and what runs. */
@ApplicationScoped
@Path("queue")
public class QueueResource {
  @Inject PromptQueue queue;

  @GET
  public Response show() {
    PromptQueue.Snapshot snapshot = queue.snapshot();
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("queue_running", json(snapshot.running()));
    answer.put("queue_pending", json(snapshot.pending()));
    return Replies.streamed(answer);
  }

  /** Prompts that are looked up as they are written, and left out when they have gone by then. */
  private static Iterable<Object> json(List<? extends KeptPrompt> prompts) {
    return () -> prompts.stream().flatMap(prompt -> prompt.shown().stream()).iterator();
  }

  @POST
  @Consumes(MediaType.WILDCARD)
  public Response change(JsonBody body) {
    Deletion deletion = Deletion.of(body.object());
    if (deletion.clear()) {
      queue.clear();
    }
    for (PromptId id : deletion.ids()) {
      queue.delete(id);
    }
    return Replies.empty(200);
  }
}

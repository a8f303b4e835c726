package io.atelier.rest;

import io.atelier.config.AtelierSettings;
import io.atelier.prompt.PromptId;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What waits and what runs. */
@ApplicationScoped
@Path("queue")
public class QueueResource {
  /** Prompts that are worth a stream. */
  private static final int LONG = 100;

  @Inject AtelierSettings settings;
  @Inject PromptQueue queue;

  @GET
  public Response show() {
    PromptQueue.Snapshot snapshot = queue.snapshot();
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("queue_running", json(snapshot.running()));
    answer.put("queue_pending", json(snapshot.pending()));
    return snapshot.pending().size() > LONG ? Replies.streamed(answer) : Replies.json(answer);
  }

  private static List<List<Object>> json(List<QueuedPrompt> prompts) {
    return prompts.stream().map(QueuedPrompt::toJson).toList();
  }

  @POST
  @Consumes(MediaType.WILDCARD)
  public Response change(InputStream body) {
    Deletion deletion = Deletion.of(RequestBody.jsonObject(body, settings.maxUploadBytes()));
    if (deletion.clear()) {
      queue.clear();
    }
    for (PromptId id : deletion.ids()) {
      queue.delete(id);
    }
    return Replies.empty(200);
  }
}

package io.atelier.rest;

import io.atelier.config.AtelierSettings;
import io.atelier.json.Json;
import io.atelier.json.JsonSyntaxException;
import io.atelier.prompt.PromptId;
import io.atelier.queue.QueueLoops;
import io.atelier.queue.Requester;
import io.atelier.queue.Submissions;
import io.atelier.rest.http.Replies;
import io.atelier.rest.http.RequestBody;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Interrupting what runs, and giving memory back. */
@ApplicationScoped
@Path("")
public class ControlResource {
  @Inject AtelierSettings settings;
  @Inject Submissions submissions;
  @Inject QueueLoops loops;

  /**
   * Interrupts the prompt that the body names, or all that run, on all servers, when it names none.
   */
  @POST
  @Path("interrupt")
  @Consumes(MediaType.WILDCARD)
  public Response interrupt(InputStream body) {
    Object wanted = promptId(RequestBody.bytes(body, settings.maxUploadBytes()));
    if (wanted == null) {
      submissions.interruptAll(Requester.ANYONE);
    } else {
      submissions.interrupt(Requester.ANYONE, new PromptId(wanted.toString()));
    }
    return Replies.empty(200);
  }

  private static @Nullable Object promptId(byte[] body) {
    try {
      return Json.parse(body) instanceof Map<?, ?> object ? object.get("prompt_id") : null;
    } catch (JsonSyntaxException e) {
      return null;
    }
  }

  @POST
  @Path("free")
  @Consumes(MediaType.WILDCARD)
  public Response free(InputStream body) {
    Map<String, @Nullable Object> wish = RequestBody.jsonObject(body, settings.maxUploadBytes());
    loops.requestFree(
        Boolean.TRUE.equals(wish.get("unload_models")),
        Boolean.TRUE.equals(wish.get("free_memory")));
    return Replies.empty(200);
  }
}

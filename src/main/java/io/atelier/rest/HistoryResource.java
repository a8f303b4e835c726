package io.atelier.rest;

import io.atelier.config.AtelierSettings;
import io.atelier.prompt.PromptId;
import io.atelier.queue.History;
import io.atelier.queue.HistoryEntry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finished prompts. */
@ApplicationScoped
@Path("history")
public class HistoryResource {
  /** Entries that are worth a stream. */
  private static final int LONG = 100;

  @Inject AtelierSettings settings;
  @Inject History history;

  @GET
  public Response list(
      @QueryParam("max_items") @Nullable String maxItems,
      @QueryParam("offset") @Nullable String offset) {
    int most = integer(maxItems, -1);
    if (maxItems != null && most <= 0) {
      return Replies.json(Map.of());
    }
    return entries(history.list(integer(offset, -1), most));
  }

  private static int integer(@Nullable String text, int otherwise) {
    if (text == null) {
      return otherwise;
    }
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      throw new UnreadableRequestException("not a whole number: " + text, e);
    }
  }

  @GET
  @Path("{id}")
  public Response find(@PathParam("id") String id) {
    return entries(history.find(new PromptId(id)).stream().toList());
  }

  private static Response entries(List<HistoryEntry> entries) {
    Map<String, Object> answer = new LinkedHashMap<>();
    entries.forEach(entry -> answer.put(entry.prompt().id().value(), entry.toJson()));
    return entries.size() > LONG ? Replies.streamed(answer) : Replies.json(answer);
  }

  @POST
  @Consumes(MediaType.WILDCARD)
  public Response change(InputStream body) {
    Deletion deletion = Deletion.of(RequestBody.jsonObject(body, settings.maxUploadBytes()));
    if (deletion.clear()) {
      history.clear();
    }
    deletion.ids().forEach(history::delete);
    return Replies.empty(200);
  }
}

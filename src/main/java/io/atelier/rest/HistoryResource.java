package io.atelier.rest;

import io.atelier.config.AtelierSettings;
import io.atelier.json.JsonMembers;
import io.atelier.prompt.PromptId;
import io.atelier.queue.History;
import io.atelier.queue.KeptEntry;
import io.atelier.rest.http.Replies;
import io.atelier.rest.http.RequestBody;
import io.atelier.rest.http.UnreadableRequestException;
import io.atelier.wire.HistoryJson;
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
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finished prompts. */
@ApplicationScoped
@Path("history")
public class HistoryResource {
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
    return entries(history.entries(integer(offset, -1), most));
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
    return entries(history.open(new PromptId(id)).stream().iterator());
  }

  private static Response entries(Iterator<? extends KeptEntry> entries) {
    return Replies.streamed(new JsonMembers(new Members(entries)));
  }

  /** The entries with their ids, made as they are written. */
  private record Members(Iterator<? extends KeptEntry> entries)
      implements Iterator<Map.Entry<String, ?>> {
    @Override
    public boolean hasNext() {
      return entries.hasNext();
    }

    @Override
    public Map.Entry<String, ?> next() {
      KeptEntry entry = entries.next();
      return Map.entry(entry.id().value(), HistoryJson.shown(entry));
    }
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

package io.atelier.rest;

import io.atelier.config.AtelierSettings;
import io.atelier.rest.http.AtRoot;
import io.atelier.rest.http.Replies;
import io.atelier.rest.http.RequestBody;
import io.atelier.rest.http.UnreadableRequestException;
import io.atelier.storage.FileStore;
import io.atelier.storage.Folder;
import io.atelier.storage.ModelFolders;
import io.atelier.wire.MessageJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the page shows of the server's inside: its log and its folders. Only at the root. */
@ApplicationScoped
@AtRoot(AtRoot.Reach.ONLY)
@Path("internal")
public class InternalResource {
  private static final int COLUMNS = 80;
  private static final int ROWS = 24;

  @Inject AtelierSettings settings;
  @Inject ServerLog log;
  @Inject FileStore files;
  @Inject ModelFolders models;

  @GET
  @Path("logs")
  public Response logs() {
    StringBuilder text = new StringBuilder();
    log.lines().forEach(line -> text.append(line.time()).append(" - ").append(line.text()));
    return Replies.json(text.toString());
  }

  @GET
  @Path("logs/raw")
  public Response rawLogs() {
    Map<String, Object> size = new LinkedHashMap<>();
    size.put("cols", COLUMNS);
    size.put("rows", ROWS);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("entries", log.lines().stream().map(MessageJson::line).toList());
    answer.put("size", size);
    return Replies.json(answer);
  }

  @PATCH
  @Path("logs/subscribe")
  @Consumes(MediaType.WILDCARD)
  public Response subscribe(InputStream body) {
    Map<String, @Nullable Object> wish = RequestBody.jsonObject(body, settings.maxUploadBytes());
    if (!(wish.get("clientId") instanceof String client) || !wish.containsKey("enabled")) {
      throw new UnreadableRequestException("no clientId or enabled");
    }
    log.subscribe(client, Boolean.TRUE.equals(wish.get("enabled")));
    return Replies.empty(200);
  }

  @GET
  @Path("folder_paths")
  public Response folders() {
    Map<String, Object> folders = new LinkedHashMap<>();
    for (String kind : models.names()) {
      folders.put(kind, models.roots(kind).stream().map(String::valueOf).toList());
    }
    return Replies.json(folders);
  }

  /** The names of the files directly in a folder, newest first. */
  @GET
  @Path("files/{type}")
  public Response files(@PathParam("type") String type) {
    return Folder.of(type)
        .map(folder -> Replies.json(files.newestFirst(folder)))
        .orElseGet(() -> Replies.json(400, Map.of("error", "Invalid directory type")));
  }
}

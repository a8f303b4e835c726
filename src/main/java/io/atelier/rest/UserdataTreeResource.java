package io.atelier.rest;

import io.atelier.json.JsonObject;
import io.atelier.rest.http.AtRoot;
import io.atelier.rest.http.Replies;
import io.atelier.storage.PathEscapeException;
import io.atelier.storage.UserDirectory;
import io.atelier.storage.UserFiles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All that is below a folder of a user. */
@ApplicationScoped
@AtRoot(AtRoot.Reach.EXACT)
@Path("v2/userdata")
public class UserdataTreeResource {
  @Inject UserDirectory users;
  @Inject CurrentUser current;

  @GET
  public Response list(@QueryParam("path") @Nullable String path, @Context HttpHeaders headers)
      throws IOException {
    Optional<String> user = current.of(headers);
    if (user.isEmpty()) {
      return Replies.text(403, "Invalid user specified in request");
    }
    UserFiles files = users.files(user.get());
    String wanted = path == null ? "" : path;
    java.nio.file.Path folder;
    try {
      folder = files.locate(wanted);
    } catch (PathEscapeException e) {
      return Replies.text(400, "Invalid path requested");
    }
    if (!Files.exists(folder)) {
      return wanted.isEmpty()
          ? Replies.json(List.of())
          : Replies.text(404, "Requested path not found");
    }
    if (!Files.isDirectory(folder)) {
      return Replies.text(400, "Requested path is not a directory");
    }
    return Replies.json(files.tree(folder).stream().map(UserdataTreeResource::json).toList());
  }

  private static Map<String, @Nullable Object> json(UserFiles.Entry entry) {
    JsonObject json =
        JsonObject.with("name", UserFiles.lastPart(entry.name()))
            .and("path", entry.name())
            .and("type", entry.folder() ? "directory" : "file");
    return entry.folder()
        ? json.map()
        : json.and("size", entry.size()).and("modified", entry.modified()).map();
  }
}

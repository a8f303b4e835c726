package io.atelier.rest;

import io.atelier.rest.http.Replies;
import io.atelier.rest.http.UntrustedFile;
import io.atelier.rest.picture.ImageRendering;
import io.atelier.storage.FileName;
import io.atelier.storage.FileStore;
import io.atelier.storage.Folder;
import io.atelier.storage.PathEscapeException;
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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Files that nodes made or users uploaded. */
@ApplicationScoped
@Path("view")
public class ViewResource {
  @Inject FileStore files;

  @GET
  public Response view(
      @QueryParam("filename") @Nullable String filename,
      @QueryParam("type") @Nullable String type,
      @QueryParam("subfolder") @Nullable String subfolder,
      @QueryParam("preview") @Nullable String preview,
      @QueryParam("channel") @Nullable String channel,
      @Context HttpHeaders headers)
      throws IOException {
    if (filename == null) {
      return Replies.empty(404);
    }
    Optional<Folder> folder =
        FileName.annotation(filename).or(() -> Folder.of(type == null ? "output" : type));
    String name = FileName.parse(filename, Folder.OUTPUT).name();
    if (name.isEmpty() || name.startsWith("/") || FileName.climbs(name) || folder.isEmpty()) {
      return Replies.empty(400);
    }
    java.nio.file.Path file;
    try {
      file = locate(folder.get(), subfolder == null ? "" : subfolder, name);
    } catch (PathEscapeException e) {
      return Replies.empty(403);
    }
    if (!Files.isRegularFile(file)) {
      return Replies.empty(404);
    }
    return answer(file, preview, channel, headers);
  }

  /** The name may have folders; where that finds nothing its last part counts, as it always did. */
  private java.nio.file.Path locate(Folder folder, String subfolder, String name) {
    java.nio.file.Path directory =
        subfolder.isEmpty() ? files.root(folder) : files.resolve(folder, subfolder);
    java.nio.file.Path whole = FileStore.resolveWithin(files.root(folder), directory + "/" + name);
    if (Files.isRegularFile(whole)) {
      return whole;
    }
    String last = name.substring(name.lastIndexOf('/') + 1);
    return FileStore.resolveWithin(files.root(folder), directory + "/" + last);
  }

  private static Response answer(
      java.nio.file.Path file,
      @Nullable String preview,
      @Nullable String channel,
      HttpHeaders headers)
      throws IOException {
    String name = String.valueOf(file.getFileName());
    if (preview != null || "rgb".equals(channel) || "a".equals(channel)) {
      ImageRendering.Encoded encoded =
          preview == null
              ? ImageRendering.channel(file, "a".equals(channel))
              : ImageRendering.preview(file, preview, channel);
      return UntrustedFile.guarded(Response.ok(encoded.bytes()))
          .type(encoded.type())
          .header("Content-Disposition", UntrustedFile.disposition(name))
          .build();
    }
    return UntrustedFile.reply(file, headers, name);
  }
}

package io.atelier.rest;

import io.atelier.json.Json;
import io.atelier.json.JsonObject;
import io.atelier.json.JsonSyntaxException;
import io.atelier.rest.http.Replies;
import io.atelier.rest.http.UnreadableRequestException;
import io.atelier.rest.http.UploadForm;
import io.atelier.rest.picture.MaskedPicture;
import io.atelier.storage.FileName;
import io.atelier.storage.FileStore;
import io.atelier.storage.Folder;
import io.atelier.storage.PathEscapeException;
import io.atelier.storage.UploadName;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Files that users send. */
@ApplicationScoped
@Path("upload")
@Consumes(MediaType.WILDCARD)
public class UploadResource {
  private static final Set<String> YES = Set.of("true", "1", "yes", "on");

  @Inject FileStore files;

  /** Stores a file of any kind under its name, or under the next free one. */
  @POST
  @Path("image")
  public Response image(@Context HttpServletRequest request) throws IOException {
    return upload(request, false);
  }

  /** Stores a picture of the server's with the alpha channel of the uploaded one. */
  @POST
  @Path("mask")
  public Response mask(@Context HttpServletRequest request) throws IOException {
    return upload(request, true);
  }

  private Response upload(HttpServletRequest request, boolean mask) throws IOException {
    try (UploadForm form = UploadForm.read(request, files)) {
      if (form == null) {
        return Replies.empty(400);
      }
      java.nio.file.Path content = form.file();
      if (content == null) {
        if (form.hasTextInsteadOfFile()) {
          throw new UnreadableRequestException("the image is not a file");
        }
        return Replies.empty(400);
      }
      return store(form, content, mask);
    } catch (PathEscapeException e) {
      return Replies.empty(400);
    }
  }

  private Response store(UploadForm form, java.nio.file.Path content, boolean mask)
      throws IOException {
    String type = form.text("type", "input");
    Folder folder =
        Folder.of(type).orElseThrow(() -> new UnreadableRequestException("no such folder"));
    UploadName name = UploadName.parse(form.fileName());
    String subfolder = form.text("subfolder", "");
    if (!name.subfolder().isEmpty()) {
      subfolder = subfolder.isEmpty() ? name.subfolder() : subfolder + "/" + name.subfolder();
    }
    if (mask) {
      Files.write(content, MaskedPicture.png(original(form.text("original_ref")), content));
    }
    boolean overwrite = YES.contains(form.text("overwrite", "").strip().toLowerCase(Locale.ROOT));
    String stored =
        files.store(folder, UploadName.folder(subfolder), name.name(), content, overwrite);
    return Replies.json(
        JsonObject.with("name", stored).and("subfolder", subfolder).and("type", type).map());
  }

  /**
   * The picture that a reference names: {@code {"filename", "type", "subfolder"}}.
   *
   * @throws UnreadableRequestException when it names none
   */
  private java.nio.file.Path original(@Nullable String reference) {
    if (!(parsed(reference) instanceof Map<?, ?> json)
        || !(json.get("filename") instanceof String name)) {
      throw new UnreadableRequestException("original_ref is not a JSON object with a filename");
    }
    Object type = json.get("type");
    Object subfolder = json.get("subfolder");
    Optional<Folder> folder =
        FileName.annotation(name)
            .or(() -> Folder.of(type == null ? "output" : String.valueOf(type)));
    String plain = FileName.parse(name, Folder.OUTPUT).name();
    String prefix = subfolder == null || "".equals(subfolder) ? "" : subfolder + "/";
    return folder
        .filter(known -> !plain.isEmpty() && !plain.startsWith("/") && !FileName.climbs(plain))
        .map(known -> files.resolve(known, prefix + plain))
        .filter(Files::isRegularFile)
        .orElseThrow(() -> new UnreadableRequestException("original_ref names no picture"));
  }

  private static @Nullable Object parsed(@Nullable String reference) {
    try {
      return reference == null ? null : Json.parse(reference);
    } catch (JsonSyntaxException e) {
      return null;
    }
  }
}

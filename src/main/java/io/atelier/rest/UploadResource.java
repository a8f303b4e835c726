package io.atelier.rest;

import io.atelier.json.Json;
import io.atelier.storage.FileName;
import io.atelier.storage.FileStore;
import io.atelier.storage.Folder;
import io.atelier.storage.PathEscapeException;
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
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Files that users send. */
@ApplicationScoped
@Path("upload")
@Consumes(MediaType.WILDCARD)
public class UploadResource {
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
      if (content == null || form.fileName().isEmpty()) {
        if (content != null || form.hasTextInsteadOfFile()) {
          throw new UnreadableRequestException("the image is not a file");
        }
        return Replies.empty(400);
      }
      return store(form, content, mask);
    } catch (PathEscapeException e) {
      return Replies.empty(400);
    } catch (FileSystemException e) {
      throw new UnreadableRequestException("the file cannot have that name", e);
    }
  }

  private Response store(UploadForm form, java.nio.file.Path content, boolean mask)
      throws IOException {
    String type = form.text("type", "input");
    Folder folder =
        Folder.of(type)
            .orElseThrow(() -> new UnreadableRequestException("no such folder: " + type));
    String subfolder = form.text("subfolder", "");
    String overwrite = form.text("overwrite", "");
    String stored = form.fileName();
    boolean complete = true;
    if (mask) {
      Optional<java.nio.file.Path> original = original(form.text("original_ref"));
      complete = original.isPresent();
      if (original.isPresent()) {
        Files.write(content, MaskedPicture.png(original.get(), content));
      }
    }
    if (complete) {
      stored =
          files.store(
              folder,
              subfolder,
              form.fileName(),
              content,
              overwrite.equals("true") || overwrite.equals("1"));
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("name", stored);
    answer.put("subfolder", subfolder);
    answer.put("type", type);
    return Replies.json(answer);
  }

  /**
   * The picture that a reference names: {@code {"filename", "type", "subfolder"}}.
   *
   * @return empty when there is none, or the name leads out of its folder; the original then
   *     answers as if all were well and stores nothing
   */
  private Optional<java.nio.file.Path> original(@Nullable String reference) {
    if (reference == null
        || !(Json.parse(reference) instanceof Map<?, ?> json)
        || !(json.get("filename") instanceof String name)) {
      throw new UnreadableRequestException("no original_ref");
    }
    Object type = json.get("type");
    Object subfolder = json.get("subfolder");
    Optional<Folder> folder =
        FileName.annotation(name)
            .or(() -> Folder.of(type == null ? "output" : String.valueOf(type)));
    String plain = FileName.parse(name, Folder.OUTPUT).name();
    if (folder.isEmpty() || plain.isEmpty() || plain.startsWith("/") || plain.contains("..")) {
      return Optional.empty();
    }
    String prefix = subfolder == null || "".equals(subfolder) ? "" : subfolder + "/";
    try {
      return Optional.of(files.resolve(folder.get(), prefix + plain)).filter(Files::isRegularFile);
    } catch (PathEscapeException e) {
      return Optional.empty();
    }
  }
}

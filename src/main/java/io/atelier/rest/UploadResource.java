package io.atelier.rest;

import io.atelier.config.AtelierSettings;
import io.atelier.storage.FileStore;
import io.atelier.storage.Folder;
import io.atelier.storage.PathEscapeException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.EntityPart;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Files that users send. */
@ApplicationScoped
@Path("upload")
public class UploadResource {
  @Inject AtelierSettings settings;
  @Inject FileStore files;

  /** Stores a file of any kind under its name, or under the next free one. */
  @POST
  @Path("image")
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  public Response image(List<EntityPart> parts) throws IOException {
    EntityPart file = part(parts, "image");
    if (file == null) {
      return Replies.empty(400);
    }
    String name = file.getFileName().map(UploadResource::decodedName).orElse("");
    if (name.isEmpty()) {
      throw new UnreadableRequestException("the image is not a file");
    }
    String type = text(parts, "type", "input");
    Folder folder =
        Folder.of(type)
            .orElseThrow(() -> new UnreadableRequestException("no such folder: " + type));
    String subfolder = text(parts, "subfolder", "");
    String overwrite = text(parts, "overwrite", "");
    try (InputStream content = file.getContent()) {
      String stored =
          files.store(
              folder,
              subfolder,
              name,
              RequestBody.bytes(content, settings.maxUploadBytes()),
              overwrite.equals("true") || overwrite.equals("1"));
      Map<String, Object> answer = new LinkedHashMap<>();
      answer.put("name", stored);
      answer.put("subfolder", subfolder);
      answer.put("type", type);
      return Replies.json(answer);
    } catch (PathEscapeException e) {
      return Replies.empty(400);
    }
  }

  /** A body that is no form has no image. */
  @POST
  @Path("image")
  @Consumes(MediaType.WILDCARD)
  public Response noForm() {
    return Replies.empty(400);
  }

  private static @Nullable EntityPart part(List<EntityPart> parts, String name) {
    return parts.stream().filter(part -> part.getName().equals(name)).findFirst().orElse(null);
  }

  private String text(List<EntityPart> parts, String name, String otherwise) throws IOException {
    EntityPart part = part(parts, name);
    if (part == null) {
      return otherwise;
    }
    try (InputStream content = part.getContent()) {
      return new String(
          RequestBody.bytes(content, settings.maxUploadBytes()), StandardCharsets.UTF_8);
    }
  }

  /** Browsers send names in UTF-8, which multipart parsers read as Latin-1. */
  private static String decodedName(String name) {
    boolean latin1 = name.chars().allMatch(c -> c < 256);
    if (!latin1) {
      return name;
    }
    String utf8 = new String(name.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    return utf8.indexOf('\ufffd') < 0 ? utf8 : name;
  }
}

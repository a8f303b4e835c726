package io.atelier.rest;

import io.atelier.json.JsonObject;
import io.atelier.rest.http.Replies;
import io.atelier.rest.http.UntrustedFile;
import io.atelier.rest.picture.ImageRendering;
import io.atelier.rest.picture.ModelPreview;
import io.atelier.storage.ModelFolders;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The model files as a library to look through, with pictures. */
@ApplicationScoped
@Path("experiment/models")
public class ModelBrowserResource {
  private static final Set<String> NOT_MODELS = Set.of("configs", "custom_nodes");

  @Inject ModelFolders models;

  @GET
  public Response folders() {
    List<Map<String, Object>> folders = new ArrayList<>();
    for (String kind : models.names()) {
      if (!NOT_MODELS.contains(kind)) {
        List<String> roots = models.roots(kind).stream().map(String::valueOf).toList();
        folders.add(JsonObject.with("name", kind).and("folders", roots).map());
      }
    }
    return Replies.json(folders);
  }

  @GET
  @Path("{folder}")
  public Response files(@PathParam("folder") String kind) throws IOException {
    if (!models.has(kind) || NOT_MODELS.contains(kind)) {
      return Replies.empty(404);
    }
    List<Map<String, Object>> files = new ArrayList<>();
    for (int root = 0; root < models.roots(kind).size(); root++) {
      for (String name : models.files(kind, root)) {
        if (!isHidden(name)) {
          describe(models.roots(kind).get(root), name, root).ifPresent(files::add);
        }
      }
    }
    return Replies.json(files);
  }

  private static boolean isHidden(String name) {
    return name.startsWith(".") || name.replace('\\', '/').contains("/.");
  }

  /** Empty when the file has just gone. */
  private static Optional<Map<String, Object>> describe(
      java.nio.file.Path root, String name, int index) {
    BasicFileAttributes attributes;
    try {
      attributes = Files.readAttributes(root.resolve(name), BasicFileAttributes.class);
    } catch (IOException e) {
      return Optional.empty();
    }
    return Optional.of(
        JsonObject.with("name", name.replace('\\', '/'))
            .and("pathIndex", index)
            .and("modified", attributes.lastModifiedTime().toMillis() / 1000.0)
            .and("created", attributes.creationTime().toMillis() / 1000.0)
            .and("size", attributes.size())
            .map());
  }

  /** The picture that lies beside a model, or in it. */
  @GET
  @Path("preview/{folder}/{index}/{file: .+}")
  public Response preview(
      @PathParam("folder") String kind,
      @PathParam("index") String index,
      @PathParam("file") String name)
      throws IOException {
    if (!models.has(kind) || !index.matches("[0-9]{1,4}")) {
      return Replies.empty(404);
    }
    int root = Integer.parseInt(index);
    if (root >= models.roots(kind).size() || !models.files(kind, root).contains(name)) {
      return Replies.empty(404);
    }
    Optional<ImageRendering.Encoded> picture =
        ModelPreview.of(models.roots(kind).get(root).resolve(name));
    return picture
        .map(found -> UntrustedFile.guarded(Response.ok(found.bytes())).type(found.type()).build())
        .orElseGet(() -> Replies.empty(404));
  }
}

package io.atelier.rest;

import io.atelier.rest.http.Replies;
import io.atelier.storage.ModelFolders;
import io.atelier.storage.SafetensorsMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The model files by name. */
@ApplicationScoped
@Path("")
public class ModelResource {
  @Inject ModelFolders models;

  @GET
  @Path("models")
  public Response folders() {
    return Replies.json(models.names());
  }

  @GET
  @Path("models/{folder}")
  public Response files(@PathParam("folder") String folder) {
    return models.has(folder) ? Replies.json(models.files(folder)) : Replies.empty(404);
  }

  @GET
  @Path("embeddings")
  public Response embeddings() {
    TreeSet<String> names = new TreeSet<>();
    for (String file : models.files("embeddings")) {
      int dot = file.lastIndexOf('.');
      names.add(dot < 0 ? file : file.substring(0, dot));
    }
    return Replies.json(List.copyOf(names));
  }

  /** What a safetensors file says of itself. */
  @GET
  @Path("view_metadata/{folder}")
  public Response metadata(
      @PathParam("folder") String folder, @QueryParam("filename") @Nullable String name) {
    if (name == null || !name.endsWith(".safetensors") || !models.has(folder)) {
      return Replies.empty(404);
    }
    return models
        .find(folder, name)
        .flatMap(SafetensorsMetadata::read)
        .map(Replies::json)
        .orElseGet(() -> Replies.empty(404));
  }
}

package io.atelier.rest;

import io.atelier.rest.http.Replies;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** What the server's node classes are. */
@ApplicationScoped
@Path("object_info")
public class ObjectInfoResource {
  @Inject ObjectInfo info;

  @GET
  public Response all(
      @HeaderParam("Accept-Encoding") @Nullable String encodings,
      @HeaderParam("If-None-Match") @Nullable String known) {
    ObjectInfo.Document document = info.all();
    if (document.etag().equals(known)) {
      return Response.notModified().header("ETag", document.etag()).build();
    }
    boolean gzip = encodings != null && encodings.contains("gzip");
    Response.ResponseBuilder answer =
        Response.ok(gzip ? document.gzip() : document.plain())
            .type(Replies.JSON)
            .header("ETag", document.etag())
            .header("Vary", "Accept-Encoding");
    return gzip ? answer.header("Content-Encoding", "gzip").build() : answer.build();
  }

  @GET
  @Path("{class}")
  public Response one(@PathParam("class") String classType) {
    return Replies.json(info.one(classType));
  }
}

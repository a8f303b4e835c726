package io.atelier.rest;

import io.atelier.json.JsonObject;
import io.atelier.rest.http.AtRoot;
import io.atelier.rest.http.Replies;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/**
 * The assets of newer servers, which this one does not keep: every route says so, as theirs do when
 * assets are switched off. {@code /features} does not offer them, so frontends do not ask.
 */
@ApplicationScoped
@AtRoot(AtRoot.Reach.NEVER)
@Path("{area: assets|tags}{rest: (/.*)?}")
public class AssetResource {
  @GET
  public Response get() {
    return disabled();
  }

  @POST
  @Consumes(MediaType.WILDCARD)
  public Response post() {
    return disabled();
  }

  @PUT
  @Consumes(MediaType.WILDCARD)
  public Response put() {
    return disabled();
  }

  @DELETE
  public Response delete() {
    return disabled();
  }

  private static Response disabled() {
    Map<String, ?> error =
        JsonObject.with("code", "SERVICE_DISABLED")
            .and("message", "This server does not keep assets.")
            .and("details", Map.of())
            .map();
    return Replies.json(503, Map.of("error", error));
  }
}

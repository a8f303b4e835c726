package io.atelier.rest;

import io.atelier.rest.http.JsonBody;
import io.atelier.rest.http.Replies;
import io.atelier.storage.UserDirectory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a user has set in the page. */
@ApplicationScoped
@Path("settings")
public class SettingsResource {
  @Inject UserDirectory users;
  @Inject CurrentUser current;

  @GET
  public Response all(@Context HttpHeaders headers) {
    return current
        .of(headers)
        .map(user -> Replies.json(users.settings(user)))
        .orElseGet(SettingsResource::unknownUser);
  }

  @GET
  @Path("{id}")
  public Response one(@PathParam("id") String id, @Context HttpHeaders headers) {
    return current
        .of(headers)
        .map(user -> Replies.json(users.settings(user).get(id)))
        .orElseGet(SettingsResource::unknownUser);
  }

  @POST
  @Consumes(MediaType.WILDCARD)
  public Response change(JsonBody body, @Context HttpHeaders headers) throws IOException {
    return change(headers, body.object());
  }

  @POST
  @Path("{id}")
  @Consumes(MediaType.WILDCARD)
  public Response changeOne(@PathParam("id") String id, JsonBody body, @Context HttpHeaders headers)
      throws IOException {
    Object value = body.value();
    return change(headers, Collections.singletonMap(id, value));
  }

  private Response change(HttpHeaders headers, Map<String, @Nullable Object> changes)
      throws IOException {
    Optional<String> user = current.of(headers);
    if (user.isEmpty()) {
      return unknownUser();
    }
    users.changeSettings(user.get(), changes);
    return Replies.empty(200);
  }

  private static Response unknownUser() {
    return Replies.text(401, "401: Unauthorized");
  }
}

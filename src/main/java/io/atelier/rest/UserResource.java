package io.atelier.rest;

import io.atelier.rest.http.JsonBodies;
import io.atelier.rest.http.JsonBody;
import io.atelier.rest.http.Replies;
import io.atelier.rest.http.UnreadableRequestException;
import io.atelier.storage.UserDirectory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.bind.annotation.JsonbNillable;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The user profiles. */
@ApplicationScoped
@Path("users")
public class UserResource {
  private static final int LONGEST_NAME = 100;

  @Inject UserDirectory users;

  @GET
  public Response list() {
    return JsonBodies.reply(
        users.isMultiUser()
            ? new Profiles("server", users.users(), null)
            : new Profiles("server", null, users.files(UserDirectory.DEFAULT_USER).exists()));
  }

  /**
   * The profiles of the server.
   *
   * @param users names by id; null on a server without profiles
   * @param migrated whether the only profile has files; null on a server with profiles
   */
  @JsonbNillable(false)
  @JsonbPropertyOrder({"storage", "users", "migrated"})
  public record Profiles(
      String storage, @Nullable Map<String, String> users, @Nullable Boolean migrated) {}

  @POST
  @Consumes(MediaType.WILDCARD)
  public Response add(JsonBody body) throws IOException {
    Object name = body.object().get("username");
    if (!(name instanceof String text) || text.isBlank() || text.length() > LONGEST_NAME) {
      throw new UnreadableRequestException("username is not a text of 1 to 100 characters");
    }
    return users
        .add(text)
        .map(Replies::json)
        .orElseGet(() -> JsonBodies.refusal(400, "Duplicate username."));
  }
}

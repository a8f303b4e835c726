package io.atelier.rest;

import io.atelier.config.AtelierSettings;
import io.atelier.rest.http.Replies;
import io.atelier.rest.http.RequestBody;
import io.atelier.rest.http.UnreadableRequestException;
import io.atelier.storage.UserDirectory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/** The user profiles. */
@ApplicationScoped
@Path("users")
public class UserResource {
  private static final int LONGEST_NAME = 100;

  @Inject AtelierSettings settings;
  @Inject UserDirectory users;

  @GET
  public Response list() {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("storage", "server");
    if (users.isMultiUser()) {
      answer.put("users", users.users());
    } else {
      answer.put("migrated", users.files(UserDirectory.DEFAULT_USER).exists());
    }
    return Replies.json(answer);
  }

  @POST
  @Consumes(MediaType.WILDCARD)
  public Response add(InputStream body) throws IOException {
    Object name = RequestBody.jsonObject(body, settings.maxUploadBytes()).get("username");
    if (!(name instanceof String text) || text.isBlank() || text.length() > LONGEST_NAME) {
      throw new UnreadableRequestException("username is not a text of 1 to 100 characters");
    }
    return users
        .add(text)
        .map(Replies::json)
        .orElseGet(() -> Replies.json(400, Map.of("error", "Duplicate username.")));
  }
}

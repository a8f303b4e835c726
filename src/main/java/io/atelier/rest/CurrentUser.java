package io.atelier.rest;

import io.atelier.rest.http.UnreadableRequestException;
import io.atelier.storage.UserDirectory;
import io.atelier.storage.UserFiles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;

/** The profile that a request works with. */
@ApplicationScoped
class CurrentUser {
  @Inject UserDirectory users;

  Optional<String> of(HttpHeaders headers) {
    return users.find(headers.getHeaderString("Comfy-User"));
  }

  /**
   * The files of the profile.
   *
   * @throws UnreadableRequestException when there is no such profile
   */
  UserFiles files(HttpHeaders headers) {
    return of(headers)
        .map(users::files)
        .orElseThrow(() -> new UnreadableRequestException("no such user"));
  }
}

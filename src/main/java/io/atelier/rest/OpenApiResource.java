package io.atelier.rest;

import io.atelier.rest.http.Replies;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The description of all routes, ours rather than the container's: the same on every server, and
 * nothing in it that is foreign to OpenAPI.
 */
@ApplicationScoped
@Path("openapi")
public class OpenApiResource {
  private static final String YAML = "application/yaml; charset=utf-8";

  private final OpenApiDocument document = new OpenApiDocument();

  /** YAML, or JSON for those who prefer it. */
  @GET
  public Response show(@QueryParam("format") @Nullable String format, @Context HttpHeaders headers)
      throws IOException {
    boolean json =
        format == null ? prefersJson(headers) : format.toLowerCase(Locale.ROOT).equals("json");
    return json ? Replies.json(document.values()) : Response.ok(document.text()).type(YAML).build();
  }

  /** The first acceptable type that is one of the two decides. */
  private static boolean prefersJson(HttpHeaders headers) {
    return headers.getAcceptableMediaTypes().stream()
        .map(MediaType::getSubtype)
        .filter(subtype -> subtype.contains("json") || subtype.contains("yaml"))
        .findFirst()
        .filter(subtype -> subtype.contains("json"))
        .isPresent();
  }
}

package io.atelier.rest.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** How long browsers may keep an answer, by the path that they asked for and the status. */
@Provider
public class CacheHeader implements ContainerResponseFilter {
  static final String NAME = "Cache-Control";

  private static final Pattern PICTURE =
      Pattern.compile(".*\\.(jpg|jpeg|png|ppm|bmp|pgm|tif|tiff|webp)", Pattern.DOTALL);
  private static final Pattern NEVER_KEPT =
      Pattern.compile("(.*\\.(js|css))|((.*/)?index[^/]*\\.json)", Pattern.DOTALL);

  /** The value of the header; empty for none. */
  static Optional<String> of(String path, int status) {
    if (NEVER_KEPT.matcher(path).matches()) {
      return Optional.of("no-cache");
    }
    if (!PICTURE.matcher(path.toLowerCase(Locale.ROOT)).matches()) {
      return Optional.empty();
    }
    return switch (status) {
      case 404 -> Optional.of("public, max-age=3600");
      case 200, 201, 202, 203, 204, 205, 206, 301, 308 -> Optional.of("public, max-age=86400");
      case 302, 303, 307 -> Optional.of("no-cache");
      default -> Optional.empty();
    };
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (!response.getHeaders().containsKey(NAME)) {
      of(request.getUriInfo().getPath(false), response.getStatus())
          .ifPresent(value -> response.getHeaders().putSingle(NAME, value));
    }
  }
}

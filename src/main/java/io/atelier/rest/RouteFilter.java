package io.atelier.rest;

import io.atelier.config.AtelierSettings;
import io.atelier.security.OriginPolicy;
import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/**
 * What happens to every request before any route sees it: the origin check, OPTIONS, the limit of
 * the body, and the routes at the root, which are forwarded to {@code /api}.
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true, dispatcherTypes = DispatcherType.REQUEST)
public class RouteFilter extends HttpFilter {
  private static final Set<String> ROUTES =
      Set.of(
          "prompt",
          "queue",
          "history",
          "interrupt",
          "free",
          "object_info",
          "view",
          "upload",
          "system_stats",
          "features",
          "extensions",
          "embeddings",
          "models");

  @Inject transient AtelierSettings settings;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Optional<String> corsOrigin = settings.corsOrigin();
    corsOrigin.ifPresent(origin -> addCorsHeaders(response, origin));
    if (request.getMethod().equals("OPTIONS")) {
      response.setContentLength(0);
      return;
    }
    if (corsOrigin.isEmpty()
        && !OriginPolicy.allows(request.getHeader("Host"), request.getHeader("Origin"))) {
      response.setStatus(403);
      response.setContentLength(0);
      return;
    }
    if (request.getContentLengthLong() > settings.maxUploadBytes()) {
      refuseBody(response);
      return;
    }
    String path = request.getRequestURI().substring(request.getContextPath().length());
    StaticFiles.setCacheHeader(path, response);
    if (path.equals("/api/")) {
      request.getRequestDispatcher("/").forward(request, response);
    } else if (ROUTES.contains(firstSegment(path)) && !isFolderOfFiles(path)) {
      request.getRequestDispatcher("/api" + path).forward(request, response);
    } else {
      chain.doFilter(request, response);
    }
  }

  private static void addCorsHeaders(HttpServletResponse response, String origin) {
    response.setHeader("Access-Control-Allow-Origin", origin);
    response.setHeader("Access-Control-Allow-Methods", "POST, GET, DELETE, PUT, OPTIONS, PATCH");
    response.setHeader("Access-Control-Allow-Headers", "Content-Type, Authorization, Comfy-User");
    response.setHeader("Access-Control-Allow-Credentials", "true");
  }

  private void refuseBody(HttpServletResponse response) throws IOException {
    byte[] text =
        String.valueOf(new BodyTooLargeException(settings.maxUploadBytes()).getMessage())
            .getBytes(StandardCharsets.UTF_8);
    response.setStatus(413);
    response.setContentType(Replies.TEXT);
    response.setHeader("Connection", "close");
    response.setContentLength(text.length);
    response.getOutputStream().write(text);
  }

  private static String firstSegment(String path) {
    int end = path.indexOf('/', 1);
    return path.length() < 2 ? "" : path.substring(1, end < 0 ? path.length() : end);
  }

  /** {@code /extensions} is a route, what lies below it are files. */
  private static boolean isFolderOfFiles(String path) {
    return path.startsWith("/extensions/");
  }
}

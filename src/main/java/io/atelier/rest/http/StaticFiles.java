package io.atelier.rest.http;

import io.atelier.config.AtelierSettings;
import io.atelier.storage.FileName;
import io.atelier.storage.FileStore;
import io.atelier.storage.PackFolders;
import io.atelier.storage.PathEscapeException;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The files of the page, and the answer to every path that is no route. Our own page is at {@code
 * /atelier/}, and at {@code /} too unless the operator names a folder with another frontend.
 * Scripts of node packs are below {@code /extensions/}.
 */
@WebServlet(urlPatterns = "/", loadOnStartup = 1)
public class StaticFiles extends HttpServlet {
  private static final String OWN = "/atelier";
  private static final String EXTENSIONS = "/extensions/";

  /** Our workflows to begin with, beside any frontend that brings none. */
  private static final String TEMPLATES = "/templates/";

  /** Styles of the user's own, for which frontends ask; empty unless there is such a file. */
  private static final String USER_STYLES = "/user.css";

  @Inject transient AtelierSettings settings;
  @Inject transient PackFolders packs;
  @Inject transient WebRoot root;
  @Inject transient MetricsPage metrics;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String method = request.getMethod();
    String path = request.getServletPath();
    if (!isRead(method)) {
      refuse(method, path, response);
      return;
    }
    if (path.equals("/") || path.isEmpty()) {
      response.setHeader("Cache-Control", "no-cache");
      response.setHeader("Pragma", "no-cache");
      response.setHeader("Expires", "0");
    }
    if (path.equals(OWN)) {
      response.setStatus(HttpServletResponse.SC_FOUND);
      response.setHeader("Location", request.getContextPath() + OWN + "/");
      return;
    }
    Optional<String> page = path.equals(MetricsPage.PATH) ? metrics.text() : Optional.empty();
    if (page.isPresent()) {
      write(response, HttpServletResponse.SC_OK, MetricsPage.TYPE, page.get());
      return;
    }
    Path file = file(path);
    if (file == null && path.equals(USER_STYLES)) {
      write(response, HttpServletResponse.SC_OK, ContentTypes.of(path), "");
    } else if (file == null) {
      missing(path, response);
    } else {
      send(file, request, response, method.equals("HEAD"));
    }
  }

  /** The file at a path; null for none. */
  private @Nullable Path file(String path) {
    try {
      if (path.startsWith(EXTENSIONS)) {
        Path script = packs.webFile(path.substring(EXTENSIONS.length())).orElse(null);
        if (script != null) {
          return script;
        }
      }
      String name = path.endsWith("/") ? path + "index.html" : path;
      if (name.startsWith(OWN + "/")) {
        return own(name.substring(OWN.length()));
      }
      Path other = settings.frontendRoot().orElse(null);
      Path found =
          other == null ? null : regular(FileStore.resolveWithin(other, name.substring(1)));
      return found == null && (other == null || name.startsWith(TEMPLATES)) ? own(name) : found;
    } catch (PathEscapeException e) {
      return null;
    }
  }

  /** A file of the web application itself. */
  private @Nullable Path own(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    if (upper.startsWith("/WEB-INF") || upper.startsWith("/META-INF") || FileName.climbs(name)) {
      return null;
    }
    return regular(FileStore.resolveWithin(root.folder(), name.substring(1)));
  }

  private static @Nullable Path regular(Path file) {
    return Files.isRegularFile(file) ? file : null;
  }

  private static void send(
      Path file, HttpServletRequest request, HttpServletResponse response, boolean head)
      throws IOException {
    FileReply reply =
        FileReply.of(
            file,
            ContentTypes.of(file.toString()),
            new FileReply.Wanted(
                request.getHeader("Range"),
                request.getHeader("If-Range"),
                request.getHeader("If-None-Match"),
                request.getHeader("If-Modified-Since")));
    response.setStatus(reply.status());
    response.setHeader("Content-Security-Policy", "frame-ancestors 'self'");
    reply.headers().forEach(response::setHeader);
    CacheHeader.of(request.getServletPath(), reply.status())
        .ifPresent(value -> response.setHeader(CacheHeader.NAME, value));
    if (!head && reply.length() > 0) {
      reply.writeBody(response.getOutputStream());
    }
  }

  private static boolean isRead(String method) {
    return method.equals("GET") || method.equals("HEAD");
  }

  /** The answer to a request for a path where there is neither route nor file. */
  static void refuse(String method, String path, HttpServletResponse response) throws IOException {
    if (isRead(method)) {
      missing(path, response);
    } else {
      response.setHeader("Allow", "GET,HEAD");
      write(response, 405, "405: Method Not Allowed");
    }
  }

  private static void missing(String path, HttpServletResponse response) throws IOException {
    if (FileName.climbs(path)) {
      write(response, 404, "404: Not Found");
      return;
    }
    response.setStatus(404);
    CacheHeader.of(path, 404).ifPresent(value -> response.setHeader(CacheHeader.NAME, value));
    response.setContentType(ContentTypes.UNKNOWN);
    response.flushBuffer();
  }

  static void write(HttpServletResponse response, int status, String text) throws IOException {
    write(response, status, Replies.TEXT, text);
  }

  private static void write(HttpServletResponse response, int status, String type, String text)
      throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    response.setStatus(status);
    response.setContentType(type);
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }
}

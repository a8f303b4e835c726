package io.atelier.rest.http;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder with the unpacked web application: that of the application server, or, where it reads
 * applications from the WAR (Open Liberty), a copy in the folder for temporary files.
 */
@ApplicationScoped
public class WebRoot {
  private static final System.Logger LOG = System.getLogger(WebRoot.class.getName());

  private @Nullable Path folder;
  private @Nullable Path copy;

  /** Learns where the WAR is, before anything else starts. */
  void deployed(
      @Observes
          @Priority(Interceptor.Priority.PLATFORM_BEFORE)
          @Initialized(ApplicationScoped.class)
          Object context)
      throws IOException {
    if (context instanceof ServletContext servlets) {
      String unpacked = servlets.getRealPath("/");
      if (unpacked != null && Files.isDirectory(Path.of(unpacked, "WEB-INF", "classes"))) {
        folder = Path.of(unpacked);
      } else {
        Path made = Files.createTempDirectory("atelier-war");
        copy = made;
        copy(servlets, "/", made);
        folder = made;
        LOG.log(
            Level.INFO,
            () -> "this application server does not unpack the WAR; a copy is at " + made);
      }
    }
  }

  /**
   * The folder.
   *
   * @throws IllegalStateException when the application was not deployed as a web application
   */
  public Path folder() {
    Path found = folder;
    if (found == null) {
      throw new IllegalStateException("the web application has not been deployed");
    }
    return found;
  }

  private static void copy(ServletContext servlets, String from, Path to) throws IOException {
    Set<String> paths = servlets.getResourcePaths(from);
    for (String path : paths == null ? Set.<String>of() : paths) {
      Path target = to.resolve(path.substring(1));
      if (path.endsWith("/")) {
        Files.createDirectories(target);
        copy(servlets, path, to);
      } else {
        try (InputStream in = servlets.getResourceAsStream(path)) {
          if (in == null) {
            throw new IOException("the WAR lists " + path + " and does not have it");
          }
          Files.copy(in, target);
        }
      }
    }
  }

  @PreDestroy
  void deleteCopy() {
    Path made = copy;
    if (made == null) {
      return;
    }
    try (Stream<Path> files = Files.walk(made)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      LOG.log(Level.WARNING, "the copy of the WAR stays behind", e);
    }
  }
}

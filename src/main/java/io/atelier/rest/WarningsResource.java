package io.atelier.rest;

import io.atelier.node.NodePacks;
import io.atelier.rest.http.AtRoot;
import io.atelier.rest.http.JsonBodies;
import io.atelier.storage.FileWarning;
import io.atelier.storage.FileWarnings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.bind.annotation.JsonbNillable;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the server had to leave out of files that people keep, for the page to show. */
@ApplicationScoped
@AtRoot(AtRoot.Reach.NEVER)
@Path("atelier/warnings")
public class WarningsResource {
  @Inject FileWarnings files;
  @Inject NodePacks packs;

  @GET
  public Response list() {
    Stream<Warning> ofFiles = files.all().stream().map(Warning::of);
    Stream<Warning> ofPacks =
        packs.problems().stream()
            .map(problem -> new Warning(packFile(problem.pack()), null, problem.reason()));
    return JsonBodies.reply(new Warnings(Stream.concat(ofFiles, ofPacks).toList()));
  }

  private static String packFile(String pack) {
    return "custom_nodes/" + pack + ".jar";
  }

  /** The answer. */
  public record Warnings(List<Warning> warnings) {}

  /**
   * What was left out, and why.
   *
   * @param line counted from 1; null when it is about the whole file
   */
  @JsonbNillable(false)
  @JsonbPropertyOrder({"file", "line", "reason"})
  public record Warning(String file, @Nullable Integer line, String reason) {
    private static Warning of(FileWarning warning) {
      Integer line = warning.line() > 0 ? warning.line() : null;
      return new Warning(warning.file().toString(), line, warning.reason());
    }
  }
}

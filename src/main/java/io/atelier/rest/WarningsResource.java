package io.atelier.rest;

import io.atelier.node.NodePacks;
import io.atelier.rest.http.AtRoot;
import io.atelier.rest.http.Replies;
import io.atelier.storage.FileWarnings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the server had to leave out of files that people keep, for the page to show. */
@ApplicationScoped
@AtRoot(AtRoot.Reach.NEVER)
@Path("atelier/warnings")
public class WarningsResource {
  @Inject FileWarnings files;
  @Inject NodePacks packs;

  @GET
  public Response list() {
    List<Map<String, Object>> warnings = new ArrayList<>();
    files
        .all()
        .forEach(
            warning ->
                warnings.add(json(warning.file().toString(), warning.line(), warning.reason())));
    packs
        .problems()
        .forEach(
            problem ->
                warnings.add(json("custom_nodes/" + problem.pack() + ".jar", 0, problem.reason())));
    return Replies.json(Map.of("warnings", warnings));
  }

  private static Map<String, Object> json(String file, int line, String reason) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("file", file);
    if (line > 0) {
      json.put("line", line);
    }
    json.put("reason", reason);
    return json;
  }
}

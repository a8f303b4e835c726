package io.atelier.rest;

import io.atelier.json.JsonObject;
import io.atelier.rest.http.Replies;
import io.atelier.storage.PackFolders;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Sub-graphs that node packs offer to every workflow. */
@ApplicationScoped
@Path("global_subgraphs")
public class SubgraphResource {
  private static final String SOURCE = "custom_node";

  @Inject PackFolders packs;

  @GET
  public Response list() {
    JsonObject answer = JsonObject.empty();
    packs.subgraphs().forEach(subgraph -> answer.and(id(subgraph), json(subgraph).map()));
    return Replies.json(answer.map());
  }

  @GET
  @Path("{id}")
  public Response find(@PathParam("id") String id) throws IOException {
    for (PackFolders.Subgraph subgraph : packs.subgraphs()) {
      if (id(subgraph).equals(id)) {
        return Replies.json(json(subgraph).and("data", packs.text(subgraph)).map());
      }
    }
    return Replies.json(null);
  }

  private static JsonObject json(PackFolders.Subgraph subgraph) {
    return JsonObject.with("source", SOURCE)
        .and("name", subgraph.name())
        .and("info", Map.of("node_pack", "custom_nodes." + subgraph.pack()));
  }

  private static String id(PackFolders.Subgraph subgraph) {
    return Sha256.hex((SOURCE + subgraph.file()).getBytes(StandardCharsets.UTF_8));
  }
}

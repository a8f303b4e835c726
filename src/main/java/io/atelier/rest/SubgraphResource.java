package io.atelier.rest;

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
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** Sub-graphs that node packs offer to every workflow. */
@ApplicationScoped
@Path("global_subgraphs")
public class SubgraphResource {
  private static final String SOURCE = "custom_node";

  @Inject PackFolders packs;

  @GET
  public Response list() {
    Map<String, Object> answer = new LinkedHashMap<>();
    packs.subgraphs().forEach(subgraph -> answer.put(id(subgraph), json(subgraph)));
    return Replies.json(answer);
  }

  @GET
  @Path("{id}")
  public Response find(@PathParam("id") String id) throws IOException {
    for (PackFolders.Subgraph subgraph : packs.subgraphs()) {
      if (id(subgraph).equals(id)) {
        Map<String, Object> answer = json(subgraph);
        answer.put("data", packs.text(subgraph));
        return Replies.json(answer);
      }
    }
    return Replies.json(null);
  }

  private static Map<String, Object> json(PackFolders.Subgraph subgraph) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("source", SOURCE);
    json.put("name", subgraph.name());
    json.put("info", Map.of("node_pack", "custom_nodes." + subgraph.pack()));
    return json;
  }

  private static String id(PackFolders.Subgraph subgraph) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest((SOURCE + subgraph.file()).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}

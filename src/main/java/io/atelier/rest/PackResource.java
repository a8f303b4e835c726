package io.atelier.rest;

import io.atelier.rest.http.AtRoot;
import io.atelier.rest.http.Replies;
import io.atelier.rest.http.UntrustedFile;
import io.atelier.storage.PackFolders;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What node packs bring for the page: scripts, examples and translations. */
@ApplicationScoped
@Path("")
public class PackResource {
  @Inject PackFolders packs;

  /** The scripts as addresses. */
  @GET
  @Path("extensions")
  @AtRoot(AtRoot.Reach.EXACT)
  public Response scripts() {
    List<String> addresses =
        packs.scripts().stream()
            .map(
                script -> {
                  int slash = script.indexOf('/');
                  String pack =
                      URLEncoder.encode(script.substring(0, slash), StandardCharsets.UTF_8)
                          .replace("+", "%20");
                  return "/extensions/" + pack + script.substring(slash);
                })
            .toList();
    return Replies.json(addresses);
  }

  @GET
  @Path("workflow_templates")
  @AtRoot(AtRoot.Reach.EXACT)
  public Response workflows() {
    return Replies.json(packs.workflows());
  }

  @GET
  @Path("workflow_templates/{pack}/{file}")
  @AtRoot(AtRoot.Reach.NEVER)
  public Response workflow(
      @PathParam("pack") String pack, @PathParam("file") String file, @Context HttpHeaders headers)
      throws IOException {
    Optional<java.nio.file.Path> found = packs.workflow(pack, file);
    return found.isPresent()
        ? UntrustedFile.reply(found.get(), headers, null)
        : Replies.noSuchRoute();
  }

  @GET
  @Path("i18n")
  public Response translations() {
    return Replies.json(packs.translations());
  }

  /** Node classes that stand in for older ones; there are none. */
  @GET
  @Path("node_replacements")
  public Response replacements() {
    return Replies.json(Map.of());
  }
}

package io.atelier.rest;

import io.atelier.config.AtelierSettings;
import io.atelier.rest.http.JsonBodies;
import io.atelier.rest.http.Replies;
import io.atelier.worker.Workers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** What the server is and has. */
@ApplicationScoped
@Path("")
public class SystemResource {
  @Inject AtelierSettings settings;
  @Inject Workers workers;

  @GET
  @Path("system_stats")
  public Response systemStats() {
    return JsonBodies.reply(
        new SystemStats(
            SystemStats.Host.of(workers.torchVersion().orElse("none")),
            workers.devices().stream().map(SystemStats.Computing::of).toList()));
  }

  @GET
  @Path("features")
  public Response features() {
    return Replies.json(ServerFeatures.of(settings));
  }
}

package io.atelier.rest;

import io.atelier.rest.http.RouteFilter;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;

/** All routes, below {@code /api}; {@link RouteFilter} makes them answer at the root as well. */
@ApplicationPath("/api")
public class ApiApplication extends Application {
  /**
   * Lets error answers be what the resources say, without the container's error pages, and leaves
   * the description of routes to {@link OpenApiResource}.
   */
  @Override
  public Map<String, Object> getProperties() {
    return Map.of(
        "jersey.config.server.response.setStatusOverSendError", true,
        "jersey.config.server.wadl.disableWadl", true);
  }
}

package io.atelier.rest.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Whether the server has started: its store is open and its queue runs. Some containers let
 * requests in before, which are told to come again.
 */
@ApplicationScoped
public class Readiness {
  private static final byte[] STARTING =
      """
      {"error": {"type": "starting", "message": "The server is starting.", "details": "", "extra_info": {}}}"""
          .getBytes(StandardCharsets.UTF_8);

  private volatile boolean ready;

  /** To be called once everything has started. */
  public void declare() {
    ready = true;
  }

  public boolean isReady() {
    return ready;
  }

  /** Answers a request that came too early. */
  static void refuse(HttpServletResponse response) throws IOException {
    response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    response.setHeader("Retry-After", "1");
    response.setHeader("Cache-Control", "no-store");
    response.setContentType("application/json; charset=utf-8");
    response.setContentLength(STARTING.length);
    response.getOutputStream().write(STARTING);
  }
}

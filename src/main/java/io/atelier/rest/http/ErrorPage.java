package io.atelier.rest.http;

import io.atelier.config.AtelierSettings;
import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.lang.System.Logger.Level;

/**
 * The answer where the container, or a part of it such as metrics, refuses a request by itself. It
 * says the status and no more, in the form that all refusals have, and with the headers that all
 * answers have, since the request may not have come to {@link RouteFilter}.
 */
@WebServlet(urlPatterns = "/.error")
public class ErrorPage extends HttpServlet {
  private static final System.Logger LOG = System.getLogger(ErrorPage.class.getName());

  @Inject transient AtelierSettings settings;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (request.getDispatcherType() != DispatcherType.ERROR) {
      StaticFiles.refuse(request.getMethod(), request.getServletPath(), response);
      return;
    }
    settings.corsOrigin().ifPresent(origin -> RouteFilter.addCorsHeaders(response, origin));
    response.setHeader("X-Content-Type-Options", "nosniff");
    int status =
        request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
            ? code
            : HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
    if (status >= HttpServletResponse.SC_INTERNAL_SERVER_ERROR
        && request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable failure) {
      LOG.log(Level.ERROR, "a request failed", failure);
    }
    Response.Status known = Response.Status.fromStatusCode(status);
    StaticFiles.write(
        response, status, status + (known == null ? "" : ": " + known.getReasonPhrase()));
  }
}

package io.atelier.rest.http;

import io.atelier.config.AtelierSettings;
import io.atelier.log.LogContext;
import io.atelier.log.TraceContext;
import io.atelier.security.HostHeader;
import io.atelier.security.RequestPolicy;
import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Optional;

/**
 * What happens to every request before any route sees it: the trace that it belongs to, the checks
 * of host and origin, OPTIONS, the limit of the body, and the routes at the root, which are
 * forwarded to {@code /api}.
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true, dispatcherTypes = DispatcherType.REQUEST)
public class RouteFilter extends HttpFilter {
  private static final String TRACE = "traceparent";
  private static final String NO_UPGRADE =
      "No WebSocket UPGRADE hdr: None\n Can \"Upgrade\" only to \"WebSocket\".";

  @Inject transient AtelierSettings settings;
  @Inject transient Readiness readiness;
  @Inject transient RootRoutes routes;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    TraceContext trace = TraceContext.continued(Collections.list(request.getHeaders(TRACE)));
    if (request.getHeader(TRACE) != null) {
      response.setHeader("traceresponse", trace.header());
    }
    LogContext.Scope scope = new LogContext(null, trace).open();
    try {
      route(request, response, chain);
    } finally {
      scope.close();
    }
  }

  private void route(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    settings.corsOrigin().ifPresent(origin -> addCorsHeaders(response, origin));
    response.setHeader("X-Content-Type-Options", "nosniff");
    if (!HostHeader.isValid(Collections.list(request.getHeaders("Host")))) {
      response.setHeader("Connection", "close");
      StaticFiles.write(response, 400, "400: Bad Request");
      return;
    }
    if (!readiness.isReady()) {
      Readiness.refuse(response);
      return;
    }
    if (!policy().allows(facts(request))) {
      response.setStatus(403);
      response.setContentLength(0);
      return;
    }
    if (request.getMethod().equals("OPTIONS")) {
      response.setContentLength(0);
      return;
    }
    String path = request.getRequestURI().substring(request.getContextPath().length());
    if (SocketHandshake.isIn(request, path)) {
      chain.doFilter(request, response);
      return;
    }
    if (request.getHeader("Upgrade") != null) {
      IgnoredUpgrade.forget(request);
    }
    if (SocketHandshake.isPath(path)) {
      StaticFiles.write(response, 400, NO_UPGRADE);
    } else if (request.getContentLengthLong() > settings.maxUploadBytes()) {
      refuseBody(response);
    } else {
      Optional<ContentCoding> coding =
          ContentCoding.of(Collections.list(request.getHeaders("Content-Encoding")));
      if (coding.isPresent()) {
        dispatch(path, limited(request, coding.get()), response, chain);
      } else {
        refuseCoding(response);
      }
    }
  }

  private HttpServletRequest limited(HttpServletRequest request, ContentCoding coding) {
    LimitedBody limited = new LimitedBody(request, settings.maxUploadBytes());
    return coding == ContentCoding.IDENTITY
        ? limited
        : new DecodedBody(limited, coding, settings.maxUploadBytes());
  }

  private void dispatch(
      String path, HttpServletRequest limited, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (path.equals("/api/")) {
      limited.getRequestDispatcher("/").forward(limited, response);
    } else if (routes.excludes(path)) {
      StaticFiles.refuse(limited.getMethod(), path, response);
    } else if (routes.has(path)) {
      limited.getRequestDispatcher("/api" + path).forward(limited, response);
    } else {
      chain.doFilter(limited, response);
    }
  }

  private RequestPolicy policy() {
    return new RequestPolicy(settings.allowedHosts(), settings.corsOrigin());
  }

  private static RequestPolicy.Facts facts(HttpServletRequest request) {
    return new RequestPolicy.Facts(
        request.getMethod(),
        request.getScheme(),
        request.getHeader("Host"),
        request.getHeader("X-Forwarded-Proto"),
        request.getHeader("X-Forwarded-Host"),
        request.getHeader("Origin"),
        request.getHeader("Sec-Fetch-Site"),
        request.getHeader("Sec-Fetch-Mode"),
        request.getHeader("Sec-Fetch-Dest"),
        String.join(",", Collections.list(request.getHeaders("Upgrade"))));
  }

  static void addCorsHeaders(HttpServletResponse response, String origin) {
    response.setHeader("Access-Control-Allow-Origin", origin);
    response.setHeader("Access-Control-Allow-Methods", "POST, GET, DELETE, PUT, OPTIONS, PATCH");
    response.setHeader("Access-Control-Allow-Headers", "Content-Type, Authorization, Comfy-User");
    response.setHeader("Access-Control-Allow-Credentials", "true");
  }

  private void refuseBody(HttpServletResponse response) throws IOException {
    response.setHeader("Connection", "close");
    StaticFiles.write(
        response,
        413,
        String.valueOf(new BodyTooLargeException(settings.maxUploadBytes()).getMessage()));
  }

  private static void refuseCoding(HttpServletResponse response) throws IOException {
    response.setHeader("Connection", "close");
    response.setHeader("Accept-Encoding", ContentCoding.ACCEPTED);
    StaticFiles.write(response, 415, "415: Unsupported Media Type");
  }
}

package io.atelier.rest.http;

import io.atelier.prompt.PromptError;
import io.atelier.queue.StoreException;
import io.atelier.storage.DiskFullException;
import io.atelier.storage.PathEscapeException;
import io.atelier.storage.UnusableNameException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The one table from failures to answers. Clients never see a stack trace. */
@Provider
public class ApiExceptionMapper implements ExceptionMapper<Throwable> {
  private static final System.Logger LOG = System.getLogger(ApiExceptionMapper.class.getName());

  @Context Request request;

  @Override
  public Response toResponse(Throwable failure) {
    if (causeOf(failure, BodyTooLargeException.class) instanceof BodyTooLargeException tooLarge) {
      return Replies.text(413, tooLarge.getMessage());
    }
    if (causeOf(failure, SlowBodyException.class) != null) {
      return closing(Replies.text(408, "408: Request Timeout"));
    }
    if (!(failure instanceof StoreException) && isOfFullDisk(failure)) {
      LOG.log(Level.ERROR, "there is no room on the disk: {0}", failure.toString());
      return Replies.text(507, "507: Insufficient Storage");
    }
    if (failure instanceof NotAllowedException notAllowed) {
      return methodNotAllowed(notAllowed.getResponse().getHeaderString("Allow"));
    }
    if (failure instanceof NotFoundException) {
      return isRead() ? Replies.noSuchRoute() : methodNotAllowed("GET,HEAD");
    }
    if (failure instanceof WebApplicationException known && known.getResponse().getStatus() < 500) {
      return Replies.empty(known.getResponse().getStatus());
    }
    Optional<Response> fault = ofClient(failure);
    if (fault.isPresent()) {
      LOG.log(Level.DEBUG, "a request that cannot be done", failure);
      return fault.get();
    }
    return ofServer(failure);
  }

  /** The answer to a fault of the client. */
  private static Optional<Response> ofClient(Throwable failure) {
    if (failure instanceof PathEscapeException) {
      return Optional.of(Replies.empty(403));
    }
    if (failure instanceof UnreadableRequestException unreadable) {
      return Optional.of(Replies.refusal(400, unreadable.error()));
    }
    if (failure instanceof UnusableNameException unusable) {
      return Optional.of(invalid(String.valueOf(unusable.getMessage())));
    }
    return causeOf(failure, BrokenBodyException.class) instanceof BrokenBodyException broken
        ? Optional.of(closing(invalid(String.valueOf(broken.getMessage()))))
        : Optional.empty();
  }

  private static Response invalid(String message) {
    return Replies.refusal(400, PromptError.of("invalid_request", message, ""));
  }

  /** The answer to a failure of the server, none of which goes without a line in the log. */
  private static Response ofServer(Throwable failure) {
    if (failure instanceof StoreException) {
      LOG.log(Level.ERROR, "prompts cannot be stored or read", failure);
      return Response.fromResponse(Replies.text(503, "503: Service Unavailable"))
          .header("Retry-After", 5)
          .build();
    }
    LOG.log(Level.ERROR, "a request failed", failure);
    return Replies.serverError();
  }

  /** The failure or what is behind it: readers of bodies wrap what the stream throws. */
  private static @Nullable Throwable causeOf(Throwable failure, Class<? extends Throwable> wanted) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < 10; depth++) {
      if (wanted.isInstance(cause)) {
        return cause;
      }
      cause = cause.getCause();
    }
    return null;
  }

  private static boolean isOfFullDisk(Throwable failure) {
    return DiskFullException.isOne(failure)
        || (failure.getCause() != null && isOfFullDisk(failure.getCause()));
  }

  /** The rest of the body is not read, so the connection cannot go on. */
  private static Response closing(Response answer) {
    return Response.fromResponse(answer).header("Connection", "close").build();
  }

  private boolean isRead() {
    return "GET".equals(request.getMethod()) || "HEAD".equals(request.getMethod());
  }

  /** A GET of a route that only takes others falls through to the files, where there is none. */
  private Response methodNotAllowed(String allowed) {
    TreeSet<String> methods = new TreeSet<>(Arrays.asList(allowed.split("[,\\s]+")));
    methods.remove("OPTIONS");
    if (methods.contains("GET")) {
      methods.add("HEAD");
    }
    if (isRead() && !methods.contains("GET")) {
      return Replies.noSuchRoute();
    }
    return Response.status(405)
        .type(Replies.TEXT)
        .header("Allow", String.join(",", methods))
        .entity("405: Method Not Allowed")
        .build();
  }
}

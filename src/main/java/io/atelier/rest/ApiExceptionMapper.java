package io.atelier.rest;

import io.atelier.json.JsonSyntaxException;
import io.atelier.prompt.PromptFormatException;
import io.atelier.queue.StoreException;
import io.atelier.storage.PathEscapeException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.io.EOFException;
import java.util.Arrays;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The one table from failures to answers. Clients never see a stack trace. */
@Provider
public class ApiExceptionMapper implements ExceptionMapper<Throwable> {
  private static final Logger LOG = Logger.getLogger(ApiExceptionMapper.class.getName());

  @Context Request request;

  @Override
  public Response toResponse(Throwable failure) {
    if (causeOf(failure, BodyTooLargeException.class) instanceof BodyTooLargeException tooLarge) {
      return Replies.text(413, tooLarge.getMessage());
    }
    if (causeOf(failure, SlowBodyException.class) != null) {
      return closing(Replies.text(408, "408: Request Timeout"));
    }
    if (failure instanceof PictureRefusal refusal) {
      LOG.log(Level.FINE, "a picture is not decoded", refusal);
      return refusal.answer();
    }
    if (failure instanceof NotAllowedException notAllowed) {
      return methodNotAllowed(notAllowed.getResponse().getHeaderString("Allow"));
    }
    if (failure instanceof NotFoundException) {
      return isRead() ? Replies.noSuchRoute() : methodNotAllowed("GET,HEAD");
    }
    if (failure instanceof WebApplicationException known) {
      return Replies.empty(known.getResponse().getStatus());
    }
    if (failure instanceof PathEscapeException) {
      return Replies.empty(403);
    }
    if (failure instanceof UnreadableRequestException
        || failure instanceof JsonSyntaxException
        || failure instanceof PromptFormatException
        || causeOf(failure, EOFException.class) != null) {
      LOG.log(Level.FINE, "unreadable request", failure);
      return Replies.serverError();
    }
    if (failure instanceof StoreException) {
      LOG.log(Level.SEVERE, "prompts cannot be stored or read", failure);
      return Response.fromResponse(Replies.text(503, "503: Service Unavailable"))
          .header("Retry-After", 5)
          .build();
    }
    LOG.log(Level.SEVERE, "a request failed", failure);
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

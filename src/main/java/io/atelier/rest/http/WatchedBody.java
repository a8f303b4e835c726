package io.atelier.rest.http;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A request whose body is read through a stream of ours, whichever way it is asked for. */
abstract class WatchedBody extends HttpServletRequestWrapper {
  private @Nullable ServletInputStream stream;

  WatchedBody(HttpServletRequest request) {
    super(request);
  }

  /** Puts the stream before that of the request; called once, when somebody asks for the body. */
  abstract BodyStream watch(ServletInputStream body);

  @Override
  public final ServletInputStream getInputStream() throws IOException {
    if (stream == null) {
      stream = watch(super.getInputStream());
    }
    return stream;
  }

  @Override
  public final BufferedReader getReader() throws IOException {
    return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
  }
}

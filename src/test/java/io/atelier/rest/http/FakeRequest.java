package io.atelier.rest.http;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A request with a method, headers and a body, and nothing else. */
final class FakeRequest {
  private final String method;
  private final byte[] body;
  private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  FakeRequest(String method, byte[] body) {
    this.method = method;
    this.body = body;
  }

  /** Adds a header; null for none. */
  FakeRequest with(String name, @Nullable String value) {
    if (value != null) {
      headers.put(name, List.of(value));
    }
    return this;
  }

  HttpServletRequest request() {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            FakeRequest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, called, arguments) -> answer(called.getName(), arguments));
  }

  private @Nullable Object answer(String called, Object @Nullable [] arguments) {
    String name = arguments == null || arguments.length == 0 ? "" : arguments[0].toString();
    List<String> values = headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    return switch (called) {
      case "getMethod" -> method;
      case "getQueryString" -> null;
      case "getHeader" -> values.isEmpty() ? null : values.get(0);
      case "getHeaders" -> Collections.enumeration(values);
      case "getHeaderNames" -> Collections.enumeration(headers.keySet());
      case "getContentLength" -> Integer.parseInt(length());
      case "getContentLengthLong" -> Long.parseLong(length());
      case "getInputStream" -> new Body(new ByteArrayInputStream(body));
      default -> throw new UnsupportedOperationException(called);
    };
  }

  private String length() {
    return headers.getOrDefault("Content-Length", List.of("-1")).get(0);
  }

  private static final class Body extends ServletInputStream {
    private final ByteArrayInputStream bytes;

    Body(ByteArrayInputStream bytes) {
      this.bytes = bytes;
    }

    @Override
    public int read() {
      return bytes.read();
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      return bytes.read(into, offset, length);
    }

    @Override
    public int available() {
      return bytes.available();
    }

    @Override
    public boolean isFinished() {
      return bytes.available() == 0;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new UnsupportedOperationException();
    }
  }
}

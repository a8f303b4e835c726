package io.atelier.security;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a page comes from or a request goes to.
 *
 * @param scheme {@code http} or {@code https}
 * @param name lower case; an IPv6 address in brackets, written in one way alone
 * @param port the one of the scheme when none was said
 */
record Address(String scheme, String name, int port) {
  private static final Pattern AUTHORITY =
      Pattern.compile(
          "(\\[[0-9a-f:.]+(?:%[a-z0-9._~-]+)?]|[a-z0-9._~!$&'()*+,;=-]+)(?::([0-9]{0,5}))?");
  private static final int MAX_PORT = 65_535;

  /** The address of an origin as browsers say it; empty for {@code null} and anything else. */
  static Optional<Address> ofOrigin(String origin) {
    try {
      URI uri = new URI(origin);
      boolean bare = uri.getRawPath() == null || uri.getRawPath().isEmpty();
      return uri.getScheme() == null || uri.getRawAuthority() == null || !bare
          ? Optional.empty()
          : of(uri.getScheme(), uri.getRawAuthority());
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /**
   * The address of a scheme and the {@code Host} that goes with it.
   *
   * @param scheme also {@code ws} and {@code wss}, by which some proxies name the same
   * @return empty when they are none
   */
  static Optional<Address> of(String scheme, @Nullable String host) {
    String plain =
        switch (scheme.toLowerCase(Locale.ROOT)) {
          case "http", "ws" -> "http";
          case "https", "wss" -> "https";
          default -> "";
        };
    Matcher parts = AUTHORITY.matcher(host == null ? "" : host.toLowerCase(Locale.ROOT));
    if (plain.isEmpty() || !parts.matches()) {
      return Optional.empty();
    }
    String port = parts.group(2);
    int number = port == null || port.isEmpty() ? standardPort(plain) : Integer.parseInt(port);
    return number > MAX_PORT
        ? Optional.empty()
        : Optional.of(new Address(plain, canonical(parts.group(1)), number));
  }

  private static int standardPort(String scheme) {
    return scheme.equals("https") ? 443 : 80;
  }

  /** One form for the many in which an IPv6 address can be written. */
  private static String canonical(String name) {
    if (!name.startsWith("[")) {
      return name;
    }
    try {
      String literal = name.substring(1, name.length() - 1);
      String address = InetAddress.getByName(literal).getHostAddress();
      return address.indexOf(':') < 0 ? address : "[" + address + "]";
    } catch (UnknownHostException e) {
      return name;
    }
  }

  boolean hasStandardPort() {
    return port == standardPort(scheme);
  }

  /** Whether every address of the name is one of this machine alone. */
  boolean isLoopback() {
    try {
      for (InetAddress address : InetAddress.getAllByName(name)) {
        if (!address.isLoopbackAddress()) {
          return false;
        }
      }
      return true;
    } catch (UnknownHostException e) {
      return false;
    }
  }
}

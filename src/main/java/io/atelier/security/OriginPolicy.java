package io.atelier.security;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Keeps web pages from elsewhere from using a server that listens on the loopback interface: a
 * request that says its origin must come from the address that it goes to.
 */
public final class OriginPolicy {
  private OriginPolicy() {}

  /**
   * Whether a request may pass.
   *
   * @param host the Host header, or null
   * @param origin the Origin header, or null
   */
  public static boolean allows(@Nullable String host, @Nullable String origin) {
    if (host == null || origin == null) {
      return true;
    }
    Authority to = Authority.of(host.toLowerCase(Locale.ROOT));
    Authority from = Authority.ofOrigin(origin.toLowerCase(Locale.ROOT));
    if (to.name().isEmpty() || from.name().isEmpty() || !isLoopback(to.name())) {
      return true;
    }
    return from.isSameAs(host);
  }

  private static boolean isLoopback(String name) {
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

  /** A host name with its port, either of them perhaps empty. */
  record Authority(String name, String port) {
    static Authority of(String text) {
      int bracket = text.lastIndexOf(']');
      int colon = text.lastIndexOf(':');
      if (colon <= bracket) {
        return new Authority(text, "");
      }
      return new Authority(text.substring(0, colon), text.substring(colon + 1));
    }

    /** Whether a Host header names the same; ports count only where both say one. */
    boolean isSameAs(@Nullable String host) {
      if (host == null) {
        return false;
      }
      Authority other = of(host.toLowerCase(Locale.ROOT));
      boolean comparePorts = !other.port.isEmpty() && !port.isEmpty();
      return name.equals(other.name) && (!comparePorts || port.equals(other.port));
    }

    static Authority ofOrigin(String origin) {
      try {
        String authority = new URI(origin).getRawAuthority();
        return authority == null ? new Authority("", "") : of(authority);
      } catch (URISyntaxException e) {
        return new Authority("", "");
      }
    }
  }
}

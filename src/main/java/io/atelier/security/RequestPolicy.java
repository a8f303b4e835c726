package io.atelier.security;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which requests a server may answer that a browser sends on behalf of some page.
 *
 * <p>Three attacks are kept out. A name that an attacker lets resolve to this server (DNS
 * rebinding) makes their page same-origin: so the server answers only to names that it is known by.
 * A page from elsewhere can send forms and plain requests (CSRF): so a request that browsers mark
 * as cross-site passes only as a top-level navigation, as identity providers and links make it, and
 * one that changes something must come from the address that it goes to. A page can open sockets
 * everywhere: so these count as changes.
 *
 * @param allowedHosts lower-case names that the server goes by; {@code *} for any
 * @param corsOrigin the origin whose pages may use the server, or {@code *}
 */
public record RequestPolicy(Set<String> allowedHosts, Optional<String> corsOrigin) {
  private static final Pattern IP_LITERAL =
      Pattern.compile("\\[[0-9a-f:.%]+]|[0-9]+(\\.[0-9]+){3}");
  private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");

  /**
   * What a request says of where it comes from and goes to; null for a header that it lacks.
   *
   * @param forwardedHost {@code X-Forwarded-Host}, which pages cannot set on requests to elsewhere
   * @param upgrade {@code Upgrade}
   */
  public record Facts(
      String method,
      @Nullable String host,
      @Nullable String forwardedHost,
      @Nullable String origin,
      @Nullable String fetchSite,
      @Nullable String fetchMode,
      @Nullable String fetchDest,
      @Nullable String upgrade) {
    boolean changesSomething() {
      return !SAFE_METHODS.contains(method)
          || "websocket".equalsIgnoreCase(upgrade == null ? "" : upgrade.strip());
    }

    boolean isTopLevelNavigation() {
      return !changesSomething() && "navigate".equals(fetchMode) && "document".equals(fetchDest);
    }
  }

  public boolean allows(Facts request) {
    if (!knows(request.host())) {
      return false;
    }
    if (corsOrigin.isPresent()) {
      return corsOrigin.get().equals("*")
          || corsOrigin.get().equals(request.origin())
          || !request.changesSomething()
          || comesFromHere(request);
    }
    if ("cross-site".equals(request.fetchSite()) && !request.isTopLevelNavigation()) {
      return false;
    }
    return OriginPolicy.allows(request.host(), request.origin())
        && (!request.changesSomething() || comesFromHere(request));
  }

  /** Whether the server goes by the name: addresses and local names always do. */
  private boolean knows(@Nullable String host) {
    if (host == null || allowedHosts.contains("*")) {
      return true;
    }
    String name = OriginPolicy.Authority.of(host.toLowerCase(Locale.ROOT)).name();
    return name.indexOf('.') < 0
        || name.endsWith(".localhost")
        || IP_LITERAL.matcher(name).matches()
        || allowedHosts.contains(name);
  }

  /** Whether no other page made the request; what is no browser sends no origin. */
  private boolean comesFromHere(Facts request) {
    String origin = request.origin();
    if (origin == null) {
      return true;
    }
    OriginPolicy.Authority from = OriginPolicy.Authority.ofOrigin(origin.toLowerCase(Locale.ROOT));
    return !from.name().isEmpty()
        && (from.isSameAs(request.host())
            || from.isSameAs(request.forwardedHost())
            || allowedHosts.contains(from.name()));
  }
}

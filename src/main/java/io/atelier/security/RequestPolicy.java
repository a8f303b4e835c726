package io.atelier.security;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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
 * <p>An origin is the request's own when scheme, name and port are: those of the connection, or
 * those that a proxy says it was asked for.
 *
 * @param allowedHosts lower-case names that the server goes by, perhaps with a port; {@code *} for
 *     any. Their pages, of either scheme, at the usual ports or those of {@code Host}, may use it
 * @param corsOrigin the origin whose pages may use the server, or {@code *}
 */
public record RequestPolicy(Set<String> allowedHosts, Optional<String> corsOrigin) {
  private static final Pattern IP_LITERAL =
      Pattern.compile("\\[[0-9a-f:.%]+]|[0-9]+(\\.[0-9]+){3}");
  private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");

  /**
   * What a request says of where it comes from and goes to; null for a header that it lacks.
   *
   * @param scheme of the connection: {@code http} or {@code https}
   * @param forwardedScheme {@code X-Forwarded-Proto}, which pages cannot set on requests to
   *     elsewhere; of several values the first counts
   * @param forwardedHost {@code X-Forwarded-Host}, likewise
   * @param upgrade {@code Upgrade}
   */
  public record Facts(
      String method,
      String scheme,
      @Nullable String host,
      @Nullable String forwardedScheme,
      @Nullable String forwardedHost,
      @Nullable String origin,
      @Nullable String fetchSite,
      @Nullable String fetchMode,
      @Nullable String fetchDest,
      @Nullable String upgrade) {
    boolean changesSomething() {
      return !SAFE_METHODS.contains(method)
          || (upgrade != null && upgrade.toLowerCase(Locale.ROOT).contains("websocket"));
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
    return request.changesSomething() ? comesFromHere(request) : mayRead(request);
  }

  /** Whether the server goes by the name: addresses and local names always do. */
  private boolean knows(@Nullable String host) {
    if (host == null || allowedHosts.contains("*")) {
      return true;
    }
    Optional<Address> to = Address.of("http", host);
    if (to.isEmpty()) {
      return false;
    }
    String name = to.get().name();
    return name.indexOf('.') < 0
        || name.endsWith(".localhost")
        || IP_LITERAL.matcher(name).matches()
        || isAllowed(to.get());
  }

  private boolean isAllowed(Address address) {
    return allowedHosts.contains(address.name())
        || allowedHosts.contains(address.name() + ":" + address.port());
  }

  /**
   * Whether a page may read: on this machine no other one, as in the original; elsewhere browsers
   * keep the answer from it. A page without an address is nobody's, and browsers do likewise.
   */
  private boolean mayRead(Facts request) {
    String origin = request.origin();
    Optional<Address> to = Address.of(request.scheme(), request.host());
    return origin == null
        || to.isEmpty()
        || Address.ofOrigin(origin).isEmpty()
        || !to.get().isLoopback()
        || comesFromHere(request);
  }

  /** Whether no other page made the request; what is no browser sends no origin. */
  private boolean comesFromHere(Facts request) {
    String origin = request.origin();
    if (origin == null) {
      return true;
    }
    Optional<Address> from = Address.ofOrigin(origin);
    return from.isPresent()
        && (own(request).anyMatch(from.get()::equals) || isConfigured(from.get(), request));
  }

  /** The addresses by which the request may have been made. */
  private static Stream<Address> own(Facts request) {
    String outer = first(request.forwardedHost());
    Stream<Optional<Address>> own;
    if (request.forwardedScheme() != null) {
      String scheme = first(request.forwardedScheme());
      own = Stream.of(Address.of(scheme, request.host()), Address.of(scheme, outer));
    } else {
      // A proxy that names the outer host alone may have been asked by either scheme.
      own =
          Stream.of(
              Address.of(request.scheme(), request.host()),
              Address.of("http", outer),
              Address.of("https", outer));
    }
    return own.flatMap(Optional::stream);
  }

  private static String first(@Nullable String values) {
    return values == null ? "" : values.split(",", 2)[0].strip();
  }

  private boolean isConfigured(Address from, Facts request) {
    boolean usualPort =
        from.hasStandardPort()
            || Address.of(from.scheme(), request.host())
                .filter(to -> to.port() == from.port())
                .isPresent();
    return allowedHosts.contains(from.name() + ":" + from.port())
        || (usualPort && allowedHosts.contains(from.name()));
  }
}

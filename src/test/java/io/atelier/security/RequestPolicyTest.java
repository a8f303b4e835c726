package io.atelier.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.security.RequestPolicy.Facts;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestPolicyTest {
  private static final RequestPolicy CLOSED = new RequestPolicy(Set.of(), Optional.empty());
  private static final String HERE = "127.0.0.1:8188";

  private static Facts request(String method, @Nullable String host, @Nullable String origin) {
    return new Facts(method, "http", host, null, null, origin, null, null, null, null);
  }

  private static Facts browser(String method, String site, String mode, String destination) {
    return new Facts(method, "http", HERE, null, null, null, site, mode, destination, null);
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:8188, http://127.0.0.1:8188, true",
    "127.0.0.1:8188, HTTP://127.0.0.1:8188, true",
    "127.0.0.1:8188, http://127.0.0.1, false",
    "127.0.0.1:8188, https://127.0.0.1:8188, false",
    "127.0.0.1:8188, https://127.0.0.1, false",
    "127.0.0.1:8188, ftp://127.0.0.1:8188, true",
    "127.0.0.1, http://127.0.0.1:80, true",
    "127.0.0.1:80, http://127.0.0.1, true",
    "127.0.0.1, http://127.0.0.1:8188, false",
    "localhost:8188, http://localhost, false",
    "localhost:8188, http://LOCALHOST:8188, true",
    "[::1]:8188, http://[::1], false",
    "[0:0:0:0:0:0:0:1]:8188, http://[::1]:8188, true",
    "127.0.0.1:8188, http://127.0.0.1:9, false",
    "127.0.0.1:8188, http://localhost:8188, false",
    "127.0.0.1:8188, http://evil.example, false",
    "[::1]:8188, http://[::1]:8188, true",
    "[::1]:8188, http://evil.example, false",
    "192.168.1.5:8188, http://anything.example, true",
    "127.0.0.1:8188, , true",
    ", http://evil.example, true",
    "127.0.0.1:8188, null, true",
  })
  void readsAreAllowedAsTheOriginalAllowsThem(
      @Nullable String host, @Nullable String origin, boolean allowed) {
    assertThat(CLOSED.allows(request("GET", host, origin))).isEqualTo(allowed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "http://evil.example", "http://192.168.1.5:9", "garbage", ""})
  void csrfAForeignOriginChangesNothingOnAnyAddress(String origin) {
    assertThat(CLOSED.allows(request("POST", "192.168.1.5:8188", origin))).isFalse();
    assertThat(CLOSED.allows(request("DELETE", HERE, origin))).isFalse();
  }

  @Test
  void csrfASocketCountsAsAChange() {
    Facts socket =
        new Facts(
            "GET",
            "http",
            "192.168.1.5:8188",
            null,
            null,
            "http://evil.example",
            null,
            null,
            null,
            "h2c, WebSocket");
    assertThat(CLOSED.allows(socket)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "192.168.1.5:8188, http://192.168.1.5:8188, true",
    "192.168.1.5:8188, http://192.168.1.5, false",
    "192.168.1.5:8188, https://192.168.1.5:8188, false",
    "192.168.1.5, http://192.168.1.5:80, true",
    "192.168.1.5:8188, http://192.168.1.5:8188/page, false",
    "192.168.1.5:8188, http://192.168.1.5:99999, false",
    "127.0.0.1:8188, http://user@127.0.0.1:8188, false",
    "[fe80::1]:8188, http://[fe80:0::1]:8188, true",
    "[fe80::1]:8188, http://[fe80::2]:8188, false",
  })
  void csrfSchemeHostAndPortOfAChangeAreThoseOfTheRequest(
      String host, String origin, boolean allowed) {
    assertThat(CLOSED.allows(request("POST", host, origin))).isEqualTo(allowed);
  }

  @Test
  void scriptsWithoutAnOriginChangeWhatTheyLike() {
    assertThat(CLOSED.allows(request("POST", HERE, null))).isTrue();
    assertThat(CLOSED.allows(request("POST", null, null))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.2:8080, , art.example, https://art.example, true",
    "10.0.0.2:8080, , art.example, http://art.example, true",
    "10.0.0.2:8080, https, art.example, https://art.example, true",
    "10.0.0.2:8080, https, art.example, http://art.example, false",
    "10.0.0.2:8080, https, art.example:8443, https://art.example:8443, true",
    "10.0.0.2:8080, https, art.example:8443, https://art.example, false",
    "10.0.0.2:8443, https, , https://10.0.0.2:8443, true",
    "10.0.0.2, https, , https://10.0.0.2, true",
    "10.0.0.2, https, , http://10.0.0.2, false",
    "10.0.0.2, wss, , https://10.0.0.2, true",
    "10.0.0.2:8080, 'https, http', 'art.example, inner', https://art.example, true",
    "10.0.0.2:8080, https, art.example, https://evil.example, false",
    "10.0.0.2:8080, nonsense, art.example, http://10.0.0.2:8080, false",
  })
  void aProxyMaySayHowItWasAsked(
      String host, @Nullable String proto, @Nullable String outer, String origin, boolean allowed) {
    Facts proxied = new Facts("POST", "http", host, proto, outer, origin, null, null, null, null);
    assertThat(CLOSED.allows(proxied)).isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, navigate, document, true",
    "GET, navigate, iframe, false",
    "GET, no-cors, image, false",
    "GET, cors, empty, false",
    "POST, navigate, document, false",
  })
  void csrfACrossSiteRequestPassesOnlyAsATopLevelNavigation(
      String method, String mode, String destination, boolean allowed) {
    assertThat(CLOSED.allows(browser(method, "cross-site", mode, destination))).isEqualTo(allowed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"same-origin", "none", "same-site"})
  void otherSitesOfTheHeaderPass(String site) {
    assertThat(CLOSED.allows(browser("GET", site, "cors", "empty"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"evil.example:8188", "evil.example", "127.0.0.1.evil.example", "1.2.3.4.x"})
  void dnsRebindingANameThatNobodyGaveTheServerIsNotAnswered(String host) {
    assertThat(CLOSED.allows(request("GET", host, null))).isFalse();
    RequestPolicy cors = new RequestPolicy(Set.of(), Optional.of("*"));
    assertThat(cors.allows(request("GET", host, null))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1:1",
        "localhost",
        "atelier:8080",
        "a.localhost:1",
        "[::1]:1",
        "[fe80::1]"
      })
  void addressesAndLocalNamesAreAnswered(String host) {
    assertThat(CLOSED.allows(request("GET", host, null))).isTrue();
  }

  @Test
  void namesThatTheOperatorGivesAreAnsweredAndMaySend() {
    RequestPolicy named = new RequestPolicy(Set.of("art.example"), Optional.empty());
    assertThat(named.allows(request("GET", "Art.Example:443", null))).isTrue();
    assertThat(named.allows(request("POST", "10.0.0.2", "https://art.example"))).isTrue();
    assertThat(named.allows(request("POST", "art.example:8443", "https://art.example:8443")))
        .isTrue();
    assertThat(named.allows(request("POST", "10.0.0.2", "https://art.example:9999"))).isFalse();
    assertThat(named.allows(request("GET", "evil.example", null))).isFalse();
    RequestPolicy port = new RequestPolicy(Set.of("art.example:9999"), Optional.empty());
    assertThat(port.allows(request("POST", "10.0.0.2", "https://art.example:9999"))).isTrue();
    assertThat(port.allows(request("POST", "10.0.0.2", "https://art.example"))).isFalse();
    RequestPolicy any = new RequestPolicy(Set.of("*"), Optional.empty());
    assertThat(any.allows(request("GET", "evil.example", null))).isTrue();
  }

  @Test
  void theCorsOriginMayAllAndOthersMayNotChange() {
    RequestPolicy cors = new RequestPolicy(Set.of(), Optional.of("https://front.example"));
    assertThat(cors.allows(request("POST", HERE, "https://front.example"))).isTrue();
    assertThat(cors.allows(request("POST", HERE, "https://evil.example"))).isFalse();
    assertThat(cors.allows(request("GET", HERE, "https://evil.example"))).isTrue();
  }
}

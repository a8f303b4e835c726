package io.atelier.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostHeaderTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"localhost", "localhost:", "a-b_c.example:65535", "[::1]", "[fe80::1%eth0]:80"})
  void aNameOrAddressWithOrWithoutAPortIsReadable(String host) {
    assertThat(HostHeader.isValid(List.of(host))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "localhost:port",
        "localhost:-1",
        "localhost:65536",
        "localhost:123456",
        "localhost:80:80",
        "a b",
        "user@localhost",
        "localhost/x",
        "[::1",
        "::1",
        "a,b:x"
      })
  void anythingElseIsNot(String host) {
    assertThat(HostHeader.isValid(List.of(host))).isFalse();
  }

  @Test
  void twoAreOneTooMany() {
    assertThat(HostHeader.isValid(List.of())).isTrue();
    assertThat(HostHeader.isValid(List.of("localhost", "localhost"))).isFalse();
  }
}

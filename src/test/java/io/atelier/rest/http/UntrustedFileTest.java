package io.atelier.rest.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UntrustedFileTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.html", "a.HTM", "a.xhtml", "a.xht", "a.svg", "a.svgz", "a.js", "a.mjs", "a.cjs", "a.css",
        "a.xml", "a.xsl", "a.pdf", "a.wasm", "a.shtml", "a.mhtml"
      })
  void storedXssTypesThatBrowsersRunAreKnown(String name) {
    assertThat(ContentTypes.isRunByBrowsers(ContentTypes.of(name))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a.png", "a.jpg", "a.webp", "a.mp4", "a.flac", "a.txt", "a.json", "a.glb"})
  void mediaIsShown(String name) {
    assertThat(ContentTypes.isRunByBrowsers(ContentTypes.of(name))).isFalse();
    assertThat(ContentTypes.of(name)).isNotEqualTo(ContentTypes.UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.html.x", "a", "html", ".htaccess", "a.php", "a.hta", "a.swf"})
  void contentSniffingAnythingElseHasNoType(String name) {
    assertThat(ContentTypes.of(name)).isEqualTo(ContentTypes.UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource({
    "a.png, 'filename=\"a.png\"'",
    "a b (1).png, 'filename=\"a b (1).png\"'",
    "ü.png, 'filename=\"_.png\"; filename*=UTF-8''''%C3%BC.png'",
  })
  void namesAreHeaderParameters(String name, String disposition) {
    assertThat(UntrustedFile.disposition(name)).isEqualTo(disposition);
  }

  @Test
  void headerInjectionANameEndsNeitherHeaderNorParameter() {
    String disposition = UntrustedFile.disposition("a\"; x=\"\r\nSet-Cookie: b\u0000\\ü\u2028.png");
    assertThat(disposition)
        .doesNotContain("\r", "\n", "\0", "\\", "\u2028")
        .doesNotContain("\"; x");
    assertThat(disposition.chars()).allMatch(c -> c >= 0x20 && c < 0x7f);
  }
}

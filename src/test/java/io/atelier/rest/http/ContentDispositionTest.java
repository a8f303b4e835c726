package io.atelier.rest.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentDispositionTest {
  /** The header as it comes over the wire, written in a charset. */
  private static ContentDisposition parse(String parameters, java.nio.charset.Charset charset) {
    byte[] sent = ("form-data; name=\"image\"; " + parameters).getBytes(charset);
    return ContentDisposition.parse(new String(sent, StandardCharsets.ISO_8859_1));
  }

  private static @Nullable String fileName(String parameters) {
    return parse(parameters, StandardCharsets.UTF_8).fileName();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "filename=\"a.png\" | a.png",
        "filename=a.png | a.png",
        "FileName = \"a.png\" | a.png",
        "filename=\"say \\\"hi\\\".png\" | say \"hi\".png",
        "filename=\"a\\\\b.png\" | a\\b.png",
        "filename=\"C:\\fakepath\\a.png\" | C:\\fakepath\\a.png",
        "filename=\"a;b=c.png\"; x=y | a;b=c.png",
        "filename=\"ü€.png\" | ü€.png",
        "filename*=UTF-8''%e2%82%ac.png | €.png",
        "filename*=iso-8859-1'en'%A3.png | £.png",
        "filename=\"plain.png\"; filename*=UTF-8''a+b%20c.png | a+b c.png",
        "filename=\"plain.png\"; filename*=UTF-8''%ff.png | plain.png",
        "filename=\"plain.png\"; filename*=KOI8-R''a.png | plain.png",
        "filename=\"plain.png\"; filename*=a.png | plain.png",
        "filename=\"plain.png\"; filename*=UTF-8''%zz.png | plain.png",
        "filename=\"first.png\"; filename=\"second.png\" | first.png",
      },
      delimiter = '|')
  void readsTheNameInEveryFormThatClientsSend(String parameters, String name) {
    assertThat(fileName(parameters)).isEqualTo(name);
  }

  @Test
  void bytesThatAreNoUtf8AreLatin() {
    assertThat(parse("filename=\"\u00fcn\u00ef.png\"", StandardCharsets.ISO_8859_1).fileName())
        .isEqualTo("\u00fcn\u00ef.png");
  }

  @Test
  void aFieldWithoutAFileNameIsNoFileAndOneWithAnEmptyNameIs() {
    assertThat(fileName("x=y")).isNull();
    assertThat(fileName("filename=\"\"")).isEmpty();
    assertThat(parse("x=y", StandardCharsets.UTF_8).name()).isEqualTo("image");
    assertThat(ContentDisposition.parse(null)).isEqualTo(new ContentDisposition(null, null));
  }
}

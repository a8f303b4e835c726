package io.atelier.rest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentCodingTest {
  private static final byte[] TEXT =
      "{\"prompt\": {}}".repeat(500).getBytes(StandardCharsets.UTF_8);

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream zipped = new GZIPOutputStream(out)) {
      zipped.write(bytes);
    }
    return out.toByteArray();
  }

  private static byte[] deflate(byte[] bytes, boolean raw) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, raw);
    try (OutputStream zipped = new DeflaterOutputStream(out, deflater)) {
      zipped.write(bytes);
    }
    deflater.end();
    return out.toByteArray();
  }

  private static byte[] decode(ContentCoding coding, byte[] bytes) throws IOException {
    return coding.decode(new ByteArrayInputStream(bytes)).readAllBytes();
  }

  @Test
  void everyFormOfTheTwoCodingsIsDecoded() throws IOException {
    assertThat(decode(ContentCoding.GZIP, gzip(TEXT))).isEqualTo(TEXT);
    assertThat(decode(ContentCoding.DEFLATE, deflate(TEXT, false))).isEqualTo(TEXT);
    assertThat(decode(ContentCoding.DEFLATE, deflate(TEXT, true))).isEqualTo(TEXT);
    assertThat(decode(ContentCoding.DEFLATE, deflate(new byte[0], true))).isEmpty();
    ByteArrayOutputStream members = new ByteArrayOutputStream();
    members.writeBytes(gzip(TEXT));
    members.writeBytes(gzip(TEXT));
    assertThat(decode(ContentCoding.GZIP, members.toByteArray())).hasSize(2 * TEXT.length);
  }

  @Test
  void nothingStaysNothing() throws IOException {
    for (ContentCoding coding : ContentCoding.values()) {
      assertThat(decode(coding, new byte[0])).isEmpty();
    }
  }

  @Test
  void whatIsNotEncodedSoOrBreaksOffIsTold() throws IOException {
    assertThatThrownBy(() -> decode(ContentCoding.GZIP, TEXT)).isInstanceOf(ZipException.class);
    assertThatThrownBy(() -> decode(ContentCoding.DEFLATE, TEXT)).isInstanceOf(ZipException.class);
    for (byte[] whole : List.of(gzip(TEXT), deflate(TEXT, false))) {
      byte[] half = Arrays.copyOf(whole, whole.length / 2);
      ContentCoding coding = whole[0] == 0x1f ? ContentCoding.GZIP : ContentCoding.DEFLATE;
      assertThatThrownBy(() -> decode(coding, half)).isInstanceOf(EOFException.class);
    }
    assertThatThrownBy(() -> decode(ContentCoding.GZIP, new byte[] {0x1f}))
        .isInstanceOf(EOFException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "identity", "IDENTITY, identity", " , "})
  void noneIsIdentity(String header) {
    assertThat(ContentCoding.of(List.of(header))).contains(ContentCoding.IDENTITY);
    assertThat(ContentCoding.of(List.of())).contains(ContentCoding.IDENTITY);
  }

  @Test
  void namesHaveNoCase() {
    assertThat(ContentCoding.of(List.of("GZip"))).contains(ContentCoding.GZIP);
    assertThat(ContentCoding.of(List.of("identity", "x-gzip"))).contains(ContentCoding.GZIP);
    assertThat(ContentCoding.of(List.of(" Deflate "))).contains(ContentCoding.DEFLATE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"br", "zstd", "compress", "gzip, gzip", "gzip, br", "aws-chunked", "*"})
  void othersAndSeveralAreNot(String header) {
    assertThat(ContentCoding.of(List.of(header))).isEqualTo(Optional.empty());
  }
}

package io.atelier.image.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PngTextsTest {
  private static byte[] png(Map<String, String> texts) {
    return PngEncoder.encode(new byte[3], 1, 1, 3, 1, texts);
  }

  private static String latin(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  @Test
  void crossToAnotherFileAsTheyAre() {
    byte[] texts = PngTexts.of(png(Map.of("prompt", "{\"1\": \"日本\"}")));
    assertThat(latin(texts)).contains("iTXtprompt");
    byte[] copied = PngTexts.copy(texts, png(Map.of()));
    assertThat(copied).isEqualTo(png(Map.of("prompt", "{\"1\": \"日本\"}")));
  }

  @Test
  void aTextThatIsCutOffIsLeftOut() {
    byte[] whole = png(Map.of("a", "first"));
    byte[] texts = PngTexts.of(whole);
    int end = 33 + texts.length;
    assertThat(PngTexts.of(Arrays.copyOf(whole, end))).isEqualTo(texts);
    for (int length = 0; length < end; length++) {
      assertThat(PngTexts.of(Arrays.copyOf(whole, length))).as("%d bytes", length).isEmpty();
    }
  }

  @Test
  void whatFollowsTheEndIsNoText() {
    byte[] texts = PngTexts.of(png(Map.of("a", "late")));
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(png(Map.of()));
    file.writeBytes(texts);
    assertThat(PngTexts.of(file.toByteArray())).isEmpty();
  }

  @Test
  void otherFilesHaveNone() {
    assertThat(PngTexts.of("GIF89a tEXt and more".getBytes(StandardCharsets.US_ASCII))).isEmpty();
    byte[] negative = png(Map.of("a", "text"));
    negative[33] = (byte) 0x80;
    assertThat(PngTexts.of(negative)).isEmpty();
  }
}

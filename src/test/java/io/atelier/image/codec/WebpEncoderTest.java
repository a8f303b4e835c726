package io.atelier.image.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class WebpEncoderTest {
  private static final WebpQuality LOSSLESS = new WebpQuality(true, 80, 4);

  @Property(tries = 30)
  void losslessFramesReadBackAsTheyWere(
      @ForAll @IntRange(min = 1, max = 40) int width,
      @ForAll @IntRange(min = 1, max = 40) int height,
      @ForAll @IntRange(min = 1, max = 4) int count,
      @ForAll long seed)
      throws IOException {
    Random random = new Random(seed);
    List<byte[]> frames = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] pixels = new byte[width * height * 3];
      random.nextBytes(pixels);
      frames.add(pixels);
    }

    List<PictureFrame> read =
        ImageFile.read(
            WebpEncoder.encode(frames, width, height, 3, 100, LOSSLESS, new TreeMap<>()));

    assertThat(read).hasSize(count);
    for (int i = 0; i < count; i++) {
      assertThat(read.get(i).rgba()).isEqualTo(opaque(frames.get(i)));
      assertThat(read.get(i).masked()).isFalse();
    }
  }

  @Test
  void alphaOfEveryFrameIsKept() throws IOException {
    byte[] first = {10, 20, 30, (byte) 255, 40, 50, 60, 100};
    byte[] second = {1, 2, 3, 50, 4, 5, 6, (byte) 255};

    List<PictureFrame> read =
        ImageFile.read(
            WebpEncoder.encode(List.of(first, second), 2, 1, 4, 40, LOSSLESS, new TreeMap<>()));

    assertThat(read).extracting(PictureFrame::rgba).containsExactly(first, second);
    assertThat(read).allMatch(PictureFrame::masked);
  }

  @Test
  void lossyFramesComeNearTheirColours() throws IOException {
    byte[] red = new byte[16 * 16 * 3];
    for (int i = 0; i < red.length; i += 3) {
      red[i] = (byte) 200;
    }
    byte[] file =
        WebpEncoder.encode(
            List.of(red, red), 16, 16, 3, 40, new WebpQuality(false, 75, 4), new TreeMap<>());

    assertThat(new String(file, StandardCharsets.ISO_8859_1))
        .contains("VP8 ")
        .doesNotContain("VP8L");
    byte[] rgba = ImageFile.read(file).get(1).rgba();
    assertThat(rgba[0] & 255).isBetween(190, 210);
    assertThat(rgba[1] & 255).isLessThan(10);
  }

  @Test
  void textsStandUnderTheirTags() throws IOException {
    TreeMap<Integer, String> texts =
        new TreeMap<>(Map.of(0x0110, "prompt:{}", 0x010F, "workflow:{\"a\": 1}", 0x010E, "é:"));

    byte[] file = WebpEncoder.encode(List.of(new byte[12]), 2, 2, 3, 100, LOSSLESS, texts);

    assertThat(texts(chunk(file, "EXIF")))
        .containsExactly(
            Map.entry(0x010E, "?:"),
            Map.entry(0x010F, "workflow:{\"a\": 1}"),
            Map.entry(0x0110, "prompt:{}"));
    assertThat(chunk(file, "VP8X")[0]).isEqualTo((byte) 8);
  }

  @Test
  void picturesTooLargeForTheFormatAreRefused() {
    assertThatThrownBy(
            () ->
                WebpEncoder.encode(
                    List.of(new byte[16_384 * 3]), 16_384, 1, 3, 1, LOSSLESS, new TreeMap<>()))
        .isInstanceOf(IOException.class);
  }

  private static byte[] opaque(byte[] rgb) {
    byte[] rgba = new byte[rgb.length / 3 * 4];
    for (int i = 0; i < rgb.length / 3; i++) {
      System.arraycopy(rgb, i * 3, rgba, i * 4, 3);
      rgba[i * 4 + 3] = (byte) 255;
    }
    return rgba;
  }

  private static byte[] chunk(byte[] file, String wanted) {
    ByteBuffer content = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).position(12);
    while (content.hasRemaining()) {
      byte[] type = new byte[4];
      content.get(type);
      byte[] data = new byte[content.getInt()];
      content.get(data);
      content.position(content.position() + (data.length & 1));
      if (new String(type, StandardCharsets.US_ASCII).equals(wanted)) {
        return data;
      }
    }
    throw new AssertionError("no " + wanted);
  }

  private static Map<Integer, String> texts(byte[] exif) {
    ByteBuffer tiff = ByteBuffer.wrap(exif);
    int directory = tiff.getInt(4);
    Map<Integer, String> texts = new LinkedHashMap<>();
    for (int i = 0; i < tiff.getShort(directory); i++) {
      int entry = directory + 2 + 12 * i;
      int length = tiff.getInt(entry + 4);
      int at = length <= 4 ? entry + 8 : tiff.getInt(entry + 8);
      texts.put(
          (int) tiff.getShort(entry), new String(exif, at, length - 1, StandardCharsets.US_ASCII));
    }
    return texts;
  }
}

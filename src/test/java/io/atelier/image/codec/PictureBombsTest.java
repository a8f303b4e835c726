package io.atelier.image.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a picture may cost is bounded before it is spent. */
class PictureBombsTest {
  /** What a refusal may take on its way: the file in pieces, frames of a pixel. */
  private static final long REFUSAL_BYTES = 96L << 20;

  @TempDir Path folder;

  static Stream<String> names() {
    return Bombs.all().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void aBombIsRefusedBeforeMemoryIsTaken(String name) {
    byte[] bomb = Bombs.all().getOrDefault(name, new byte[0]);
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();

    assertThatThrownBy(() -> ImageFile.read(bomb, DecodeBudget.ofPixels(170_000_000)))
        .isInstanceOf(ImageFormatException.class)
        .hasMessageNotContaining("null");

    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(REFUSAL_BYTES);
  }

  @Test
  void allOfThemAreSurvivedByASmallHeap() throws IOException, InterruptedException {
    int count = 0;
    for (byte[] bomb : Bombs.all().values()) {
      Files.write(folder.resolve(count++ + ".bomb"), bomb);
    }
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                SmallHeap.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();

    assertThat(process.waitFor(3, TimeUnit.MINUTES)).as("ends by itself").isTrue();
    assertThat(process.exitValue()).as(Files.readString(folder.resolve("log"))).isEqualTo(count);
  }

  /** Reads all files of a folder; the exit status says how many were refused as they should. */
  static final class SmallHeap {
    private SmallHeap() {}

    public static void main(String[] folder) throws IOException {
      int refused = 0;
      File[] files = new File(folder[0]).listFiles((dir, name) -> name.endsWith(".bomb"));
      for (File file : files == null ? new File[0] : files) {
        try {
          ImageFile.first(
              Files.readAllBytes(file.toPath()), DecodeBudget.ofFirst(2, Duration.ofSeconds(20)));
          refused++;
        } catch (ImageFormatException expected) {
          refused++;
        }
      }
      Runtime.getRuntime().halt(refused);
    }
  }

  @Test
  void aDirectoryThatLeadsBackToItselfIsReadOnce() throws IOException {
    byte[] self = Bombs.tiff(10, 10, 1, 1, new byte[100]);
    int next = 8 + 2 + 12 * ByteBuffer.wrap(self).order(ByteOrder.LITTLE_ENDIAN).getShort(8);
    ByteBuffer.wrap(self).order(ByteOrder.LITTLE_ENDIAN).putInt(next, 8);

    assertThat(ImageFile.read(self)).hasSize(1);
  }

  @Test
  void directoriesThatLeadToEachOtherAreReadOnceEach() throws IOException {
    byte[] first = Bombs.tiff(10, 10, 1, 1, new byte[100]);
    int length = first.length;
    int count = ByteBuffer.wrap(first).order(ByteOrder.LITTLE_ENDIAN).getShort(8);
    int directory = 2 + 12 * count + 4;
    ByteBuffer both = ByteBuffer.allocate(length + directory).order(ByteOrder.LITTLE_ENDIAN);
    both.put(first).put(first, 8, directory);
    both.putInt(8 + directory - 4, length).putInt(length + directory - 4, 8);

    assertThat(ImageFile.read(both.array())).hasSize(2);
  }

  @Test
  void aTagThatPromisesMoreThanTheFileHoldsCostsNothing() throws IOException {
    byte[] file = Bombs.tiff(10, 10, 1, 1, new byte[100]);
    ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putShort(10, (short) 65_000);
    ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(14, 0x1fff_ffff);
    assertThatThrownBy(() -> ImageFile.read(file)).hasMessageContaining("impossible side");

    byte[] kept = Bombs.tiff(10, 10, 1, 1, new byte[100]);
    ByteBuffer.wrap(kept).order(ByteOrder.LITTLE_ENDIAN).putInt(14, 0x1fff_ffff);
    assertThatThrownBy(() -> ImageFile.read(kept)).hasMessageContaining("more numbers");
  }

  @Test
  void textsOfAPngAreNotUnpackedForItsPixels() throws IOException {
    byte[] packed = Bombs.deflate(new byte[50_000_000]);
    byte[] text =
        ByteBuffer.allocate(packed.length + 8).put(Bombs.text("prompt\0\0")).put(packed).array();
    for (String type : new String[] {"zTXt", "iTXt", "iCCP"}) {
      byte[] file = Bombs.png(8, new byte[8 * 25], Bombs.chunk(type, text));
      assertThat(ImageFile.read(file)).hasSize(1);
    }
  }

  @Test
  void theFirstFrameOfManyCostsThatOfOne() throws IOException {
    Map<String, byte[]> bombs = Bombs.all();
    for (String name : new String[] {"gif of 200000 frames", "apng of 200000 frames"}) {
      DecodeBudget budget = DecodeBudget.ofFirst(2, Duration.ofMinutes(1));
      byte[] bomb = bombs.getOrDefault(name, new byte[0]);
      assertThat(ImageFile.first(bomb, budget).width()).as(name).isEqualTo(1);
    }
  }

  @Test
  void aProgressiveJpegOfScansThatPeopleMakeIsRead() throws IOException {
    assertThat(ImageFile.read(Bombs.progressive(256, 20)).get(0).width()).isEqualTo(256);
  }

  @Test
  void decodingEndsWithItsTimeAndWithItsThread() {
    byte[] picture = Bombs.progressive(256, 20);
    assertThatThrownBy(
            () -> ImageFile.first(picture, DecodeBudget.ofFirst(1, Duration.ofNanos(-1))))
        .hasMessageContaining("takes longer than");
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(
              () -> ImageFile.first(picture, DecodeBudget.ofFirst(1, Duration.ofMinutes(1))))
          .hasMessageContaining("interrupted");
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void aLibraryThatReadsForEverIsEnded() {
    PacedInput input = new PacedInput(new byte[10], DecodeBudget.ofFirst(1, Duration.ofMinutes(1)));
    assertThatThrownBy(
            () -> {
              while (true) {
                input.seek(0);
                input.readFully(new byte[10]);
              }
            })
        .hasMessageContaining("makes no end");
  }
}

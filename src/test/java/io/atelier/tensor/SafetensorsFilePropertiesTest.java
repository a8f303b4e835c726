package io.atelier.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

class SafetensorsFilePropertiesTest {
  private static Path path = Path.of("");

  @BeforeContainer
  static void makeFile() throws IOException {
    path = Files.createTempFile("fuzzed", ".safetensors");
  }

  @AfterContainer
  static void removeFile() throws IOException {
    Files.deleteIfExists(path);
  }

  private static byte[] valid() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new SafetensorsWriter(Map.of("format", "pt"))
        .add("first", new long[] {2, 2}, new float[] {1, 2, 3, 4})
        .add("second", new long[] {3}, new float[] {5, 6, 7})
        .write(out);
    return out.toByteArray();
  }

  /** Opens the bytes; either they are refused, or every tensor is there to be read. */
  private static void openOrRefuse(byte[] bytes) throws IOException {
    Files.write(path, bytes);
    SafetensorsFile opened;
    try {
      opened = SafetensorsFile.open(path);
    } catch (SafetensorsFormatException refused) {
      assertThat(refused).hasMessageMatching("(?s).+");
      return;
    }
    try (SafetensorsFile file = opened) {
      for (TensorInfo tensor : file.tensors().values()) {
        assertThat(file.data(tensor.name()).remaining())
            .isEqualTo((int) (tensor.end() - tensor.begin()));
        assertThat(tensor.end()).isLessThanOrEqualTo(bytes.length);
      }
    }
  }

  @Property(tries = 1000)
  void mutatedFilesAreRefusedOrWhole(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int changes) throws IOException {
    byte[] bytes = valid();
    Random random = new Random(seed);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(bytes.length);
      bytes[at] = (byte) (random.nextBoolean() ? '0' + random.nextInt(75) : random.nextInt());
    }
    openOrRefuse(bytes);
  }

  @Property(tries = 300)
  void truncatedFilesAreRefused(@ForAll @IntRange(min = 0, max = 10_000) int cut)
      throws IOException {
    byte[] bytes = valid();
    byte[] shorter = Arrays.copyOf(bytes, cut % bytes.length);
    Files.write(path, shorter);
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> SafetensorsFile.open(path))
        .isInstanceOf(SafetensorsFormatException.class);
  }

  @Property(tries = 300)
  void arbitraryBytesAreRefusedOrWhole(@ForAll @Size(max = 64) byte[] bytes) throws IOException {
    openOrRefuse(bytes);
  }

  @Property(tries = 200)
  void whatIsWrittenIsReadBack(
      @ForAll @Size(max = 200) float[] values,
      @ForAll @CharRange(from = '\0', to = '\ud7ff') String text)
      throws IOException {
    new SafetensorsWriter(Map.of("key", text))
        .add("values", new long[] {values.length}, values)
        .write(path);
    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      assertThat(file.floats("values")).isEqualTo(values);
      assertThat(file.metadata()).containsEntry("key", text);
    }
  }
}

package io.atelier.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsFileTest {
  @TempDir Path folder;

  private Path file(String header, byte... data) throws IOException {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    return raw(json.length, json, data);
  }

  private Path raw(long length, byte[] json, byte[] data) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(8 + json.length + data.length);
    bytes.order(ByteOrder.LITTLE_ENDIAN).putLong(length).put(json).put(data);
    return Files.write(folder.resolve("a.safetensors"), bytes.array());
  }

  @Test
  void tensorsAndMetadataAreReadBackAsWritten() throws Exception {
    Path path = folder.resolve("a.safetensors");
    new SafetensorsWriter(Map.of("prompt", "ä\"\n"))
        .add("weight", new long[] {2, 3}, new float[] {1, 2, 3, 4, 5, -0.5f})
        .add("empty", new long[] {0}, new float[0])
        .add("scalar", new long[0], new float[] {7})
        .write(path);

    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      assertThat(file.metadata()).containsExactly(Map.entry("prompt", "ä\"\n"));
      assertThat(file.tensors()).containsOnlyKeys("empty", "scalar", "weight");
      assertThat(file.floats("weight")).containsExactly(1, 2, 3, 4, 5, -0.5f);
      assertThat(file.tensors().get("weight"))
          .extracting(TensorInfo::shape)
          .isEqualTo(new long[] {2, 3});
      assertThat(file.floats("empty")).isEmpty();
      assertThat(file.floats("scalar")).containsExactly(7);
      assertThat(file.data("weight").isReadOnly()).isTrue();
      assertThat(file.data("weight").getFloat(4)).isEqualTo(2);
      assertThatThrownBy(() -> file.data("none")).hasMessageContaining("no tensor 'none'");
    }
    assertThat(folder).isDirectoryNotContaining(p -> p.toString().contains("unfinished"));
  }

  @Test
  void dataBeginsAtAMultipleOfEight() throws Exception {
    for (int length = 0; length < 9; length++) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      new SafetensorsWriter(Map.of())
          .add("n".repeat(length), new long[] {1}, new float[] {1})
          .write(out);
      assertThat((out.size() - Float.BYTES) % 8).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "F16, 003c, 1", "F16, 00c0, -2", "F16, 0100, 5.9604645E-8", "F16, 007c, Infinity",
    "F16, 007e, NaN", "F16, 0080, -0.0", "BF16, 803f, 1", "BF16, 49c0, -3.140625",
    "F64, 000000000000f83f, 1.5", "F32, 0000c03f, 1.5", "I8, ff, -1", "U8, ff, 255",
    "I16, feff, -2", "U16, feff, 65534", "I32, fdffffff, -3", "U32, ffffffff, 4294967296",
    "I64, fbffffffffffffff, -5", "U64, 0000000000000080, 9.223372E18", "BOOL, 01, 1"
  })
  void elementsOfEveryTypeReadAsFloats(Dtype dtype, String hex, float value) throws Exception {
    byte[] data = java.util.HexFormat.of().parseHex(hex);
    Path path =
        file(
            "{\"a\":{\"dtype\":\"%s\",\"shape\":[1],\"data_offsets\":[0,%d]}}"
                .formatted(dtype, data.length),
            data);
    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      assertThat(file.floats("a")).containsExactly(value);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | belong to no tensor",
        "[] | does not start with {",
        "{\"a\" | not JSON",
        "{\"a\":1} | instead of START_OBJECT",
        "{\"a\":{}} | lacks a dtype",
        "{\"__metadata__\":{\"a\":1}} | metadata 'a'",
        "{\"a\":{\"dtype\":\"F9\",\"shape\":[2],\"data_offsets\":[0,8]}} | unknown dtype 'F9'",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}} | negative size",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[-8,0]}} | negative size",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2.0],\"data_offsets\":[0,8]}} | VALUE_NUMBER_FLOAT",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}} | takes 12",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,12]}} | outside the file",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]}} | outside the file",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8,9]}} | lacks",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,8]}}"
            + " | impossible shape",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,99999999999999999999]}}"
            + " | not JSON",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}} | 4 bytes unused",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}} | 4 bytes at the end",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
            + "\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}} | overlaps",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
            + "\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}} | Duplicate",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}1 | after the end",
        "{\"a\":{\"x\":[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]}} | depth",
      })
  void hostileHeadersAreRefusedWithTheirFault(String header, String fault) throws Exception {
    Path path = file(header, new byte[8]);
    assertThatThrownBy(() -> SafetensorsFile.open(path))
        .isInstanceOf(SafetensorsFormatException.class)
        .hasMessageContaining(fault);
  }

  @Test
  void headersOfImpossibleLengthAreRefused() throws Exception {
    assertThatThrownBy(() -> SafetensorsFile.open(raw(3, new byte[0], new byte[0])))
        .hasMessageContaining("does not fit");
    assertThatThrownBy(() -> SafetensorsFile.open(raw(-1, new byte[0], new byte[0])))
        .hasMessageContaining("18446744073709551615 bytes is over the limit");
    assertThatThrownBy(() -> SafetensorsFile.open(raw(100_000_001, new byte[0], new byte[0])))
        .hasMessageContaining("over the limit");
    assertThatThrownBy(
            () -> SafetensorsFile.open(Files.write(folder.resolve("short"), new byte[7])))
        .isInstanceOf(SafetensorsFormatException.class)
        .hasMessageContaining("no header");
  }
}

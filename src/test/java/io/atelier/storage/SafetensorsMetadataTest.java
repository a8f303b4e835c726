package io.atelier.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsMetadataTest {
  @TempDir Path folder;

  private Path file(long length, String header) throws IOException {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(8 + text.length).order(ByteOrder.LITTLE_ENDIAN);
    return Files.write(folder.resolve("a.safetensors"), bytes.putLong(length).put(text).array());
  }

  @Test
  void readsTheTexts() throws IOException {
    String header = "{\"__metadata__\": {\"a\": \"b\"}}";
    assertThat(SafetensorsMetadata.read(file(header.length(), header))).contains(Map.of("a", "b"));
  }

  @Test
  void giantNegativeCutOffAndBrokenHeadersHaveNone() throws IOException {
    for (long length : new long[] {Long.MAX_VALUE, -1, 1 << 21, 100, 0}) {
      assertThat(SafetensorsMetadata.read(file(length, "{}"))).isEmpty();
    }
    assertThat(SafetensorsMetadata.read(file(2, "{}"))).isEmpty();
    assertThat(SafetensorsMetadata.read(file(2, "{x"))).isEmpty();
    assertThat(SafetensorsMetadata.read(folder.resolve("none"))).isEmpty();
  }
}

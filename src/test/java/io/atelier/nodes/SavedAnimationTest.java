package io.atelier.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.node.Node;
import io.atelier.node.harness.NodeFailure;
import io.atelier.node.harness.NodeHarness;
import io.atelier.nodes.image.SaveAnimatedPng;
import io.atelier.nodes.image.SaveAnimatedWebp;
import io.atelier.storage.FileStore;
import io.atelier.testkit.Greys;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SavedAnimationTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "1000, 1, 1000",
    "6, 166, 1000",
    "0.0153, 65359, 1000",
    "0.0152, 6578, 100",
    "0.01, 10000, 100",
    "0.001, 10000, 10",
    "0.0001, 10000, 1",
    "0.000001, 65535, 1",
  })
  void aDelayOfAnyLengthIsWrittenAsANumberOfPartsOfASecond(double fps, int number, int parts)
      throws Exception {
    ByteBuffer file = ByteBuffer.wrap(saved(new SaveAnimatedPng(), fps));
    int control = find(file.array(), "fcTL");
    assertThat(file.getShort(control + 4 + 20) & 0xffff).isEqualTo(number);
    assertThat(file.getShort(control + 4 + 22) & 0xffff).isEqualTo(parts);
  }

  @Test
  void aDelayBeyondTheFieldOfWebpIsTheLongest() throws Exception {
    byte[] file = saved(new SaveAnimatedWebp(), 1e-9);
    int frame = find(file, "ANMF") + 8 + 12;
    assertThat(file[frame] & file[frame + 1] & file[frame + 2]).isEqualTo(-1);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN})
  void aSpeedThatIsNoneIsSaidToBe(double fps) {
    for (Node node : new Node[] {new SaveAnimatedPng(), new SaveAnimatedWebp()}) {
      assertThatThrownBy(() -> saved(node, fps))
          .isInstanceOf(NodeFailure.class)
          .hasMessageContaining("fps is to be above 0");
    }
  }

  private byte[] saved(Node node, double fps) throws Exception {
    Map<String, @Nullable Object> inputs = new HashMap<>();
    inputs.put("images", Greys.of(2, 2, 2, 3, 0.5f));
    inputs.put("filename_prefix", "a");
    inputs.put("fps", fps);
    inputs.put("compress_level", 4L);
    inputs.put("lossless", true);
    inputs.put("quality", 80L);
    inputs.put("method", "default");
    FileStore files = new FileStore(folder);
    NodeHarness.of(node).service(FileStore.class, files).linked(inputs).run();
    try (var saved = Files.list(folder.resolve("output"))) {
      return Files.readAllBytes(saved.findFirst().orElseThrow());
    }
  }

  private static int find(byte[] file, String chunk) {
    return new String(file, StandardCharsets.ISO_8859_1).indexOf(chunk);
  }
}

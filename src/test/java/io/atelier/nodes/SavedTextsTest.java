package io.atelier.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.array.FloatArray;
import io.atelier.image.Latent;
import io.atelier.node.Node;
import io.atelier.node.harness.NodeHarness;
import io.atelier.nodes.image.SaveAnimatedPng;
import io.atelier.nodes.image.SaveAnimatedWebp;
import io.atelier.nodes.image.SaveImage;
import io.atelier.nodes.latent.SaveLatent;
import io.atelier.storage.FileStore;
import io.atelier.testkit.Greys;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What saved files carry is JSON that every browser parses. */
class SavedTextsTest {
  @TempDir Path folder;

  static List<Node> nodes() {
    return List.of(
        new SaveImage(), new SaveAnimatedPng(), new SaveAnimatedWebp(), new SaveLatent());
  }

  @ParameterizedTest
  @MethodSource("nodes")
  void numbersThatJsonCannotSayAreNull(Node node) throws Exception {
    Map<String, @Nullable Object> inputs = new HashMap<>();
    inputs.put("images", Greys.of(2, 2, 2, 3, 0.5f));
    inputs.put("samples", Latent.of(FloatArray.zeros(1, 4, 2, 2)));
    inputs.put("filename_prefix", "a");
    inputs.put("fps", 6.0);
    inputs.put("compress_level", 4L);
    inputs.put("lossless", true);
    inputs.put("quality", 80L);
    inputs.put("method", "default");
    inputs.put("prompt", Map.of("1", Map.of("inputs", Map.of("value", Double.POSITIVE_INFINITY))));
    inputs.put(
        "extra_pnginfo",
        Map.of(
            "workflow",
            Map.of(
                "nan",
                Double.NaN,
                "deep",
                Arrays.asList(1.5, Double.NEGATIVE_INFINITY, Float.NaN))));

    NodeHarness.of(node).service(FileStore.class, new FileStore(folder)).linked(inputs).run();

    try (var saved = Files.list(folder.resolve("output"))) {
      String text = Files.readString(saved.findFirst().orElseThrow(), StandardCharsets.ISO_8859_1);
      text = text.replace("\\\"", "\"");
      assertThat(text)
          .contains("\"value\": null", "\"nan\": null", "[1.5, null, null]")
          .doesNotContain("NaN", "Infinity");
    }
  }
}

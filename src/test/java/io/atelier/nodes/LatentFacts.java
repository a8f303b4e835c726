package io.atelier.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.json.Json;
import io.atelier.tensor.SafetensorsFile;
import io.atelier.tensor.TensorInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** What a saved latent's file holds, compared with what was recorded. */
final class LatentFacts {
  private LatentFacts() {}

  static void check(Path path, Map<String, Object> facts) throws IOException {
    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      TensorInfo tensor = Objects.requireNonNull(file.tensors().get("latent_tensor"));
      assertThat(Arrays.stream(tensor.shape()).boxed().toList()).isEqualTo(facts.get("shape"));
      byte[] bytes = new byte[(int) (tensor.end() - tensor.begin())];
      file.data("latent_tensor").get(bytes);
      assertThat(sha256(bytes)).isEqualTo(facts.get("sha256"));
      TreeSet<String> keys = new TreeSet<>(file.tensors().keySet());
      keys.add("__metadata__");
      assertThat(keys.stream().toList()).isEqualTo(facts.get("keys"));
      assertThat(file.metadata().keySet().stream().sorted().toList())
          .isEqualTo(facts.get("metadata_keys"));
      for (String json : file.metadata().values()) {
        assertThat(Json.parse(json)).isInstanceOf(Map.class);
      }
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}

package io.atelier.inference;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * Writes the model files that the recorded numbers were made with. Their weights are not trained
 * but computed from the tensors' names, so nobody has to ship them. {@code SyntheticModels
 * BASE_DIRECTORY} writes those that are missing.
 */
public final class SyntheticModels {
  private SyntheticModels() {}

  public static void main(String[] arguments) throws IOException {
    createMissing(Path.of(arguments[0]));
  }

  /** The base directory with all models, 2.1 GB. */
  static void createMissing(Path base) throws IOException {
    write("checkpoint-layout.json.gz", base, "checkpoints/sd15-synthetic.safetensors");
    write("lora-layout.json.gz", base, "loras/lora-synthetic.safetensors");
    write("embedding-layout.json.gz", base, "embeddings/synthetic-emb.safetensors");
  }

  private static void write(String layout, Path base, String name) throws IOException {
    Path target = base.resolve("models").resolve(name);
    if (!Files.exists(target)) {
      layout(layout).write(target);
    }
  }

  /** A checkpoint with a true header and nothing but holes behind it, for what reads no weights. */
  public static void createHollowCheckpoint(Path base) throws IOException {
    layout("checkpoint-layout.json.gz")
        .writeHollow(base.resolve("models/checkpoints/sd15-synthetic.safetensors"));
  }

  /** The shapes of a full-size checkpoint's tensors. */
  static Map<String, long[]> checkpointShapes() throws IOException {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    for (ModelLayout.Entry tensor : layout("checkpoint-layout.json.gz").tensors()) {
      shapes.put(tensor.name(), tensor.shape());
    }
    return shapes;
  }

  private static ModelLayout layout(String resource) throws IOException {
    try (InputStream packed = SyntheticModels.class.getResourceAsStream("/inference/" + resource)) {
      return ModelLayout.parse(new GZIPInputStream(packed).readAllBytes());
    }
  }
}

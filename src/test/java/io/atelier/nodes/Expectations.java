package io.atelier.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.array.FloatArray;
import io.atelier.image.ImageBatch;
import io.atelier.image.Latent;
import io.atelier.image.MaskBatch;
import io.atelier.json.PythonText;
import io.atelier.storage.FileStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Compares what a case's nodes gave with what was recorded. */
final class Expectations {
  private final NodeCase nodeCase;
  private final FileStore files;

  Expectations(NodeCase nodeCase, FileStore files) {
    this.nodeCase = nodeCase;
    this.files = files;
  }

  /**
   * Compares one node.
   *
   * @param values that a {@link Look} in its place saw
   * @param shown what the node itself showed to clients
   */
  void check(Map<String, Object> expected, List<Object> values, Map<String, List<Object>> shown)
      throws IOException {
    String kind = String.valueOf(expected.get("kind"));
    switch (kind) {
      case "text" -> {
        List<Object> text =
            shown.containsKey("text")
                ? shown.get("text")
                : values.stream().map(v -> (Object) PythonText.str(v)).toList();
        assertThat(text).isEqualTo(expected.get("text"));
      }
      case "files" -> new SavedFiles(nodeCase, files).check(expected, shown);
      case "image", "mask", "latent" -> {
        List<Object> items = NodeCase.list(expected.get("items"));
        assertThat(values).hasSameSizeAs(items);
        for (int i = 0; i < items.size(); i++) {
          checkArray(
              NodeCase.map(items.get(i)), array(values.get(i)), expected.containsKey("shape_only"));
          if (values.get(i) instanceof Latent latent) {
            checkItems(NodeCase.map(items.get(i)), latent);
          }
        }
      }
      default -> throw new AssertionError("no comparison for " + kind);
    }
  }

  private void checkItems(Map<String, Object> item, Latent latent) throws IOException {
    Object mask = item.get("noise_mask");
    FloatArray noiseMask = latent.noiseMask();
    if (mask == null || noiseMask == null) {
      assertThat(noiseMask).isEqualTo(mask);
    } else {
      checkArray(NodeCase.map(mask), noiseMask, false);
    }
    Object indexes = item.get("batch_index");
    List<Integer> batchIndex = latent.batchIndex();
    if (indexes == null || batchIndex == null) {
      assertThat(batchIndex).isEqualTo(indexes);
    } else {
      assertThat(batchIndex.stream().map(i -> (Object) i.longValue()).toList())
          .isEqualTo(NodeCase.map(indexes).get("value"));
    }
  }

  private static FloatArray array(Object value) {
    if (value instanceof ImageBatch i) {
      return new FloatArray(new int[] {i.batch(), i.height(), i.width(), i.channels()}, i.data());
    }
    if (value instanceof MaskBatch m) {
      return new FloatArray(new int[] {m.batch(), m.height(), m.width()}, m.data());
    }
    if (value instanceof Latent latent) {
      return latent.samples();
    }
    return (FloatArray) value;
  }

  private void checkArray(Map<String, Object> item, FloatArray got, boolean shapeOnly)
      throws IOException {
    int[] shape =
        NodeCase.list(item.get("shape")).stream().mapToInt(n -> ((Number) n).intValue()).toArray();
    assertThat(got.shape()).isEqualTo(shape);
    if (shapeOnly || got.data().length == 0) {
      return;
    }
    if (item.get("file") instanceof String member) {
      String npz = nodeCase.file().toString().replaceFirst("\\.json$", ".npz");
      float[] expected = Npz.floats(Path.of(npz), member);
      int wrong = 0;
      String first = "";
      for (int i = 0; i < expected.length; i++) {
        if (differs(expected[i], got.data()[i])) {
          first = wrong++ == 0 ? describe(i, got.data()[i], expected[i]) : first;
        }
      }
      assertThat(wrong)
          .as("values that differ, first %s", first)
          .isLessThanOrEqualTo(nodeCase.allowed());
      return;
    }
    List<Object> places = NodeCase.list(item.get("samples_at"));
    List<Object> samples = NodeCase.list(item.get("samples"));
    for (int i = 0; i < places.size(); i++) {
      int at = ((Number) places.get(i)).intValue();
      float expected = ((Number) samples.get(i)).floatValue();
      assertThat(differs(expected, got.data()[at]))
          .as(describe(at, got.data()[at], expected))
          .isFalse();
    }
  }

  private boolean differs(float expected, float got) {
    return expected != got
        && !(Float.isNaN(expected) && Float.isNaN(got))
        && !(Math.abs((double) expected - got) <= nodeCase.tolerance());
  }

  private static String describe(int index, float got, float expected) {
    return "[%d]: %s instead of %s".formatted(index, got, expected);
  }
}

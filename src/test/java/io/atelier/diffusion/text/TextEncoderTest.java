package io.atelier.diffusion.text;

import static io.atelier.testkit.NumbersAssert.assertNumbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.conditioning.Conditioning;
import io.atelier.diffusion.store.DiffusionSettings;
import io.atelier.diffusion.store.ModelFile;
import io.atelier.diffusion.store.ModelStore;
import io.atelier.diffusion.store.UnrecognisedModelException;
import io.atelier.node.harness.NodeHarness;
import io.atelier.nodes.patch.CLIPAttentionMultiply;
import io.atelier.tensor.Dtype;
import io.atelier.tensor.SafetensorsFile;
import io.atelier.tensor.SafetensorsWriter;
import io.atelier.testkit.Tolerance;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Text encoders of two networks, of which each has three thin layers here. */
class TextEncoderTest {
  private static final int LAYERS = 3;
  private static final int VOCABULARY = 49408;
  private static final int G = 1280;
  private static final int L = 64;

  @TempDir Path folder;

  private final ModelStore store = new ModelStore(new DiffusionSettings(2_000_000_000L, 64, 1));

  @AfterEach
  void closeStore() {
    store.close();
  }

  /** Collects a network's weights under the names of a library. */
  private static final class Weights {
    private final SafetensorsWriter writer = new SafetensorsWriter(Map.of());
    private final int width;
    private int seed;

    Weights(int width, int seed) {
      this.width = width;
      this.seed = 1000 * seed;
    }

    /** Adds a tensor of random values, which are drawn when they are written. */
    void add(String name, int... shape) {
      long[] sides = Arrays.stream(shape).asLongStream().toArray();
      int rows = shape.length == 1 ? 1 : shape[0];
      float scale = shape.length == 1 ? 1 : 1 / (float) Math.sqrt(width);
      int own = seed++;
      writer.add(name, Dtype.F32, sides, out -> draw(new Random(own), rows, shape, scale, out));
    }

    private static void draw(Random random, int rows, int[] shape, float scale, OutputStream out)
        throws IOException {
      int columns = shape[shape.length - 1];
      ByteBuffer row = ByteBuffer.allocate(4 * columns).order(ByteOrder.LITTLE_ENDIAN);
      for (int r = 0; r < rows; r++) {
        row.clear();
        for (int c = 0; c < columns; c++) {
          row.putFloat((random.nextFloat() - 0.5f) * scale);
        }
        out.write(row.array());
      }
    }

    void add(String name, long[] sides, float[] values) {
      writer.add(name, sides, values);
    }
  }

  private ModelFile transformers(String name, int width, int seed) throws IOException {
    Weights weights = new Weights(width, seed);
    weights.add("text_model.embeddings.token_embedding.weight", VOCABULARY, width);
    weights.add("text_model.embeddings.position_embedding.weight", 77, width);
    for (int i = 0; i < LAYERS; i++) {
      String layer = "text_model.encoder.layers." + i + ".";
      for (String part : new String[] {"q_proj", "k_proj", "v_proj", "out_proj"}) {
        weights.add(layer + "self_attn." + part + ".weight", width, width);
        weights.add(layer + "self_attn." + part + ".bias", width);
      }
      for (String part : new String[] {"layer_norm1", "layer_norm2"}) {
        weights.add(layer + part + ".weight", width);
        weights.add(layer + part + ".bias", width);
      }
      weights.add(layer + "mlp.fc1.weight", 2 * width, width);
      weights.add(layer + "mlp.fc1.bias", 2 * width);
      weights.add(layer + "mlp.fc2.weight", width, 2 * width);
      weights.add(layer + "mlp.fc2.bias", width);
    }
    weights.add("text_model.final_layer_norm.weight", width);
    weights.add("text_model.final_layer_norm.bias", width);
    weights.add("text_projection.weight", width, width);
    return written(name, weights);
  }

  private ModelFile written(String name, Weights weights) throws IOException {
    Path path = folder.resolve(name + ".safetensors");
    weights.writer.write(path);
    return ModelFile.read(path);
  }

  /** The same weights as OpenCLIP stores them. */
  private ModelFile openClip(String name, ModelFile same, int width) throws IOException {
    Weights weights = new Weights(width, 0);
    try (SafetensorsFile file = SafetensorsFile.open(same.path())) {
      copy(file, "text_model.embeddings.token_embedding.weight", "token_embedding.weight", weights);
      copy(
          file, "text_model.embeddings.position_embedding.weight", "positional_embedding", weights);
      for (String end : new String[] {".weight", ".bias"}) {
        copy(file, "text_model.final_layer_norm" + end, "ln_final" + end, weights);
        for (int i = 0; i < LAYERS; i++) {
          String from = "text_model.encoder.layers." + i + ".";
          String to = "transformer.resblocks." + i + ".";
          copy(file, from + "layer_norm1" + end, to + "ln_1" + end, weights);
          copy(file, from + "layer_norm2" + end, to + "ln_2" + end, weights);
          copy(file, from + "mlp.fc1" + end, to + "mlp.c_fc" + end, weights);
          copy(file, from + "mlp.fc2" + end, to + "mlp.c_proj" + end, weights);
          copy(file, from + "self_attn.out_proj" + end, to + "attn.out_proj" + end, weights);
          joinThirds(
              file, from + "self_attn.", to + "attn.in_proj_" + end.substring(1), end, weights);
        }
      }
      weights.add(
          "text_projection",
          new long[] {width, width},
          transposed(file.floats("text_projection.weight"), width));
    }
    return written(name, weights);
  }

  private static void copy(SafetensorsFile file, String from, String to, Weights weights)
      throws IOException {
    ByteBuffer data = file.data(from);
    weights.writer.add(
        to,
        Dtype.F32,
        Objects.requireNonNull(file.tensors().get(from)).shape(),
        out -> {
          byte[] chunk = new byte[1 << 16];
          ByteBuffer rest = data.duplicate();
          while (rest.hasRemaining()) {
            int count = Math.min(chunk.length, rest.remaining());
            rest.get(chunk, 0, count);
            out.write(chunk, 0, count);
          }
        });
  }

  private static void joinThirds(
      SafetensorsFile file, String from, String to, String end, Weights weights)
      throws IOException {
    long[] shape =
        Objects.requireNonNull(file.tensors().get(from + "q_proj" + end)).shape().clone();
    float[] q = file.floats(from + "q_proj" + end);
    float[] all = Arrays.copyOf(q, 3 * q.length);
    System.arraycopy(file.floats(from + "k_proj" + end), 0, all, q.length, q.length);
    System.arraycopy(file.floats(from + "v_proj" + end), 0, all, 2 * q.length, q.length);
    shape[0] *= 3;
    weights.add(to, shape, all);
  }

  private static float[] transposed(float[] matrix, int width) {
    float[] result = new float[matrix.length];
    for (int i = 0; i < matrix.length; i++) {
      result[i % width * width + i / width] = matrix[i];
    }
    return result;
  }

  private TextEncoder dual(ModelFile one, ModelFile two) {
    return ClipFiles.openDual(store, one, two, Embeddings.NONE);
  }

  private static float[] token(FloatArray context, int token, int from, int to) {
    int at = token * context.size(2);
    return Arrays.copyOfRange(context.data(), at + from, at + to);
  }

  @Test
  void featuresLieSideBySideAndTheLargeNetworkSpeaksForTheWholeText() throws IOException {
    ModelFile l = transformers("l", L, 1);
    ModelFile g = transformers("g", G, 2);
    Conditioning.Entry both = dual(g, l).encode("a red house");
    assertThat(both.context().shape()).containsExactly(1, 77, L + G);
    Conditioning.Entry alone = ClipFiles.open(store, g, Embeddings.NONE).encode("a red house");
    assertNumbers(token(both.context(), 3, L, L + G))
        .near(token(alone.context(), 3, 0, G), Tolerance.NETWORK);
    assertNumbers(Objects.requireNonNull(both.pooled()))
        .near(Objects.requireNonNull(alone.pooled()), Tolerance.NETWORK);
    Conditioning.Entry small =
        ClipFiles.open(store, l, Embeddings.NONE).withLayer(-2).encode("a red house");
    assertNumbers(token(both.context(), 3, 0, L))
        .farFrom(token(small.context(), 3, 0, L), Tolerance.NETWORK);
    assertNumbers(dual(l, g).encode("a red house").context())
        .near(both.context(), Tolerance.NETWORK);
  }

  @Test
  void aShorterPromptIsFollowedByEmptyChunks() throws IOException {
    TextEncoder clip = dual(transformers("l", L, 1), transformers("g", G, 2));
    Conditioning.Entry entry = clip.encodeEach(Map.of("l", "house ".repeat(80), "g", "a cat"));
    assertThat(entry.context().shape()).containsExactly(1, 2 * 77, L + G);
    Conditioning.Entry cat = clip.encode("a cat");
    Conditioning.Entry nothing = clip.encode("");
    assertNumbers(token(entry.context(), 2, L, L + G))
        .near(token(cat.context(), 2, L, L + G), Tolerance.NETWORK);
    assertNumbers(token(entry.context(), 77 + 2, L, L + G))
        .near(token(nothing.context(), 2, L, L + G), Tolerance.NETWORK);
    assertNumbers(Objects.requireNonNull(entry.pooled()))
        .near(Objects.requireNonNull(cat.pooled()), Tolerance.NETWORK);
  }

  @Test
  void attentionIsMultiplied() throws IOException {
    TextEncoder plain = ClipFiles.open(store, transformers("l", L, 1), Embeddings.NONE);
    FloatArray expected = plain.encode("a red house").context();
    // A power of two, which rounding to half precision keeps.
    FloatArray queries = multiplied(plain, 8, 1).encode("a red house").context();
    FloatArray keys = multiplied(plain, 1, 8).encode("a red house").context();
    assertNumbers(multiplied(plain, 1, 1).encode("a red house").context())
        .near(expected, Tolerance.NETWORK);
    assertNumbers(queries).farFrom(expected, Tolerance.NETWORK);
    assertNumbers(queries).near(keys, Tolerance.NETWORK);
  }

  private static TextEncoder multiplied(TextEncoder clip, double q, double k) {
    Map<String, Object> inputs = Map.of("clip", clip, "q", q, "k", k, "v", 1.0, "out", 1.0);
    return NodeHarness.of(new CLIPAttentionMultiply())
        .with(inputs)
        .run()
        .output(0, TextEncoder.class);
  }

  @Test
  void openClipsFilesAreTheSameNetwork() throws IOException {
    ModelFile usual = transformers("usual", G, 2);
    Conditioning.Entry expected =
        ClipFiles.open(store, usual, Embeddings.NONE).encode("a red house");
    Conditioning.Entry converted =
        ClipFiles.open(store, openClip("open", usual, G), Embeddings.NONE).encode("a red house");
    assertNumbers(converted.context()).near(expected.context(), Tolerance.NETWORK);
    assertNumbers(Objects.requireNonNull(converted.pooled()))
        .near(Objects.requireNonNull(expected.pooled()), Tolerance.NETWORK);
  }

  @Test
  void twoOfOneKindAreRefused() throws IOException {
    ModelFile l = transformers("l", L, 1);
    assertThatThrownBy(() -> dual(l, l))
        .isInstanceOf(UnrecognisedModelException.class)
        .hasMessageContaining("both text encoders of kind 'l'");
  }

  @Test
  void aPromptForAMissingNetworkIsRefused() throws IOException {
    TextEncoder clip = ClipFiles.open(store, transformers("l", L, 1), Embeddings.NONE);
    assertThatThrownBy(() -> clip.encodeEach(Map.of("l", "a", "g", "b")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the text encoder has no network 'g'");
  }
}

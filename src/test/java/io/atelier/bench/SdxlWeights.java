package io.atelier.bench;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Names and shapes of the weights of Stable Diffusion XL's denoising network, 2,567,463,684 numbers
 * in all.
 */
final class SdxlWeights {
  private static final String PREFIX = "model.diffusion_model.";
  private static final int CHANNELS = 320;
  private static final int LATENT_CHANNELS = 4;
  private static final int TIME = 4 * CHANNELS;
  private static final int LABEL = 2816;
  private static final int CONTEXT = 2048;

  /** Of each level, from the finest. */
  private static final List<Level> LEVELS =
      List.of(new Level(CHANNELS, 0), new Level(2 * CHANNELS, 2), new Level(4 * CHANNELS, 10));

  /** What a level's feature maps are; depth is that of its transformers. */
  private record Level(int channels, int depth) {}

  private final Map<String, long[]> shapes = new LinkedHashMap<>();
  private final Deque<Integer> skips = new ArrayDeque<>();
  private int channels = CHANNELS;

  private SdxlWeights() {}

  /** The shape of each weight by its name in a checkpoint. */
  static Map<String, long[]> shapes() {
    SdxlWeights weights = new SdxlWeights();
    weights.embeddings();
    weights.contractingPath();
    weights.middle();
    weights.expandingPath();
    weights.norm("out.0", CHANNELS);
    weights.convolution("out.2", CHANNELS, LATENT_CHANNELS, 3);
    return weights.shapes;
  }

  private void embeddings() {
    linear("time_embed.0", CHANNELS, TIME);
    linear("time_embed.2", TIME, TIME);
    linear("label_emb.0.0", LABEL, TIME);
    linear("label_emb.0.2", TIME, TIME);
  }

  private void contractingPath() {
    convolution("input_blocks.0.0", LATENT_CHANNELS, CHANNELS, 3);
    skips.push(CHANNELS);
    int block = 1;
    for (Level level : LEVELS) {
      for (int i = 0; i < 2; i++) {
        residual("input_blocks." + block + ".0", channels, level.channels());
        transformer("input_blocks." + block + ".1", level);
        channels = level.channels();
        skips.push(channels);
        block++;
      }
      if (!level.equals(LEVELS.get(LEVELS.size() - 1))) {
        convolution("input_blocks." + block + ".0.op", channels, channels, 3);
        skips.push(channels);
        block++;
      }
    }
  }

  private void middle() {
    Level last = LEVELS.get(LEVELS.size() - 1);
    residual("middle_block.0", channels, channels);
    transformer("middle_block.1", last);
    residual("middle_block.2", channels, channels);
  }

  private void expandingPath() {
    int block = 0;
    for (int l = LEVELS.size() - 1; l >= 0; l--) {
      Level level = LEVELS.get(l);
      for (int i = 0; i < 3; i++) {
        residual("output_blocks." + block + ".0", channels + skips.pop(), level.channels());
        transformer("output_blocks." + block + ".1", level);
        channels = level.channels();
        if (i == 2 && l > 0) {
          convolution("output_blocks." + block + ".2.conv", channels, channels, 3);
        }
        block++;
      }
    }
  }

  private void residual(String name, int in, int out) {
    norm(name + ".in_layers.0", in);
    convolution(name + ".in_layers.2", in, out, 3);
    linear(name + ".emb_layers.1", TIME, out);
    norm(name + ".out_layers.0", out);
    convolution(name + ".out_layers.3", out, out, 3);
    if (in != out) {
      convolution(name + ".skip_connection", in, out, 1);
    }
  }

  private void transformer(String name, Level level) {
    if (level.depth() == 0) {
      return;
    }
    int width = level.channels();
    norm(name + ".norm", width);
    linear(name + ".proj_in", width, width);
    for (int i = 0; i < level.depth(); i++) {
      String layer = name + ".transformer_blocks." + i;
      attention(layer + ".attn1", width, width);
      attention(layer + ".attn2", width, CONTEXT);
      linear(layer + ".ff.net.0.proj", width, 8 * width);
      linear(layer + ".ff.net.2", 4 * width, width);
      norm(layer + ".norm1", width);
      norm(layer + ".norm2", width);
      norm(layer + ".norm3", width);
    }
    linear(name + ".proj_out", width, width);
  }

  private void attention(String name, int width, int source) {
    put(name + ".to_q.weight", width, width);
    put(name + ".to_k.weight", width, source);
    put(name + ".to_v.weight", width, source);
    linear(name + ".to_out.0", width, width);
  }

  private void convolution(String name, int in, int out, int side) {
    put(name + ".weight", out, in, side, side);
    put(name + ".bias", out);
  }

  private void linear(String name, int in, int out) {
    put(name + ".weight", out, in);
    put(name + ".bias", out);
  }

  private void norm(String name, int width) {
    put(name + ".weight", width);
    put(name + ".bias", width);
  }

  private void put(String name, long... shape) {
    shapes.put(PREFIX + name, shape);
  }
}

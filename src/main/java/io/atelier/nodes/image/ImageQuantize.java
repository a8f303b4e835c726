package io.atelier.nodes.image;

import com.google.auto.service.AutoService;
import io.atelier.image.Bytes8;
import io.atelier.image.ImageBatch;
import io.atelier.image.Palette;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeException;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.SocketType;

/** Pictures in a few colours of their own. */
@AutoService(Node.class)
public final class ImageQuantize implements Node {
  private static final String BAYER = "bayer-";
  private static final Input<ImageBatch> IMAGE = Images.input("image");
  private static final Input<Long> COLORS =
      Input.integer("colors").proposes(256).range(1, 256).step(1);
  private static final Input<String> DITHER =
      Input.choice(
          "dither", "none", "floyd-steinberg", "bayer-2", "bayer-4", "bayer-8", "bayer-16");

  @Override
  public NodeDefinition definition() {
    return NodeDefinition.v3("ImageQuantize")
        .module("comfy_extras.nodes_post_processing")
        .category("image/postprocessing")
        .inputs(IMAGE, COLORS, DITHER)
        .outputs(SocketType.IMAGE)
        .build();
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    ImageBatch image = inputs.get(IMAGE);
    if (image.channels() != 3) {
      throw new NodeException(
          "ValueError", "colours are counted in 3 channels, not " + image.channels());
    }
    ImageBatch result = ImageBatch.zeros(image.batch(), image.height(), image.width(), 3);
    for (int item = 0; item < image.batch(); item++) {
      byte[] pixels = PngSaving.pixels(image, item);
      Palette palette = Palette.of(pixels, inputs.getInt(COLORS));
      byte[] few = reduce(pixels, image.width(), palette, inputs.get(DITHER));
      Bytes8.toFloats(few, result.data(), item * image.itemLength());
    }
    return NodeOutput.of(result);
  }

  private static byte[] reduce(byte[] pixels, int width, Palette palette, String dither) {
    if (dither.equals("none")) {
      return palette.map(pixels);
    }
    if (dither.equals("floyd-steinberg")) {
      return palette.diffuse(pixels, width);
    }
    if (!dither.matches(BAYER + "[1-9][0-9]{0,3}")) {
      throw new NodeException("ValueError", "unknown dither: " + dither);
    }
    int order = Integer.parseInt(dither.substring(BAYER.length()));
    int doublings = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(order);
    return palette.map(raised(pixels, width, bayer(doublings), 512f / palette.size()));
  }

  /** Bayer's matrix of 2ⁿ × 2ⁿ thresholds, −0.5 to 0.5. */
  private static float[][] bayer(int n) {
    if (n == 0) {
      return new float[1][1];
    }
    float[][] quarter = bayer(n - 1);
    int half = quarter.length;
    float scale = 1 << (2 * n);
    float[][] matrix = new float[2 * half][2 * half];
    for (int y = 0; y < half; y++) {
      for (int x = 0; x < half; x++) {
        float m = quarter[y][x] * scale;
        matrix[y][x] = (m - 1.5f) / scale;
        matrix[y][x + half] = (m + 0.5f) / scale;
        matrix[y + half][x] = (m + 1.5f) / scale;
        matrix[y + half][x + half] = (m - 0.5f) / scale;
      }
    }
    return matrix;
  }

  private static byte[] raised(byte[] pixels, int width, float[][] matrix, float spread) {
    byte[] result = new byte[pixels.length];
    int size = matrix.length;
    for (int i = 0; i < pixels.length; i++) {
      int pixel = i / 3;
      float threshold = spread * matrix[pixel / width % size][pixel % width % size] + 0.5f;
      result[i] = (byte) Math.min(Math.max((pixels[i] & 255) + threshold, 0f), 255f);
    }
    return result;
  }
}

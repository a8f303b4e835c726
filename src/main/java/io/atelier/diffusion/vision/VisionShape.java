package io.atelier.diffusion.vision;

import io.atelier.diffusion.layer.Layer;
import io.atelier.diffusion.store.UnrecognisedModelException;
import io.atelier.diffusion.store.WeightSource;
import io.atelier.diffusion.text.ClipNetwork;
import java.util.Arrays;

/**
 * What the visual half of CLIP does not say in its layers.
 *
 * @param heads of attention
 * @param patch side of the squares that a picture is cut into, pixels
 * @param side of the square pictures that it takes, pixels
 * @param activation the non-linearity of its layers
 */
public record VisionShape(int heads, int patch, int side, Layer activation) {
  private static final int HEADS = 16;
  private static final long WIDTH_L = 1024;
  private static final long WIDTH_H = 1280;
  private static final long WIDTH_BIG_G = 1664;
  private static final long COLOURS = 3;

  /**
   * The shape of one of ViT-L/14, ViT-H/14 and ViT-bigG/14, by weights named {@code
   * vision_model.…}.
   *
   * @throws UnrecognisedModelException when it is none of these
   */
  public static VisionShape of(WeightSource weights) {
    long[] patches = weights.shape("vision_model.embeddings.patch_embedding.weight");
    long[] positions = weights.shape("vision_model.embeddings.position_embedding.weight");
    boolean square =
        patches.length == 4 && patches[1] == COLOURS && patches[2] == patches[3] && patches[2] > 0;
    if (!square || positions.length != 2 || positions[1] != patches[0]) {
      throw unrecognised(weights);
    }
    long width = patches[0];
    long grid = Math.round(Math.sqrt((double) positions[0] - 1));
    boolean known = width == WIDTH_L || width == WIDTH_H || width == WIDTH_BIG_G;
    boolean whole =
        Arrays.equals(weights.shape("vision_model.embeddings.class_embedding"), new long[] {width})
            && weights.has("vision_model.encoder.layers.0.layer_norm1.weight")
            && weights.has("visual_projection.weight");
    if (!known || !whole || grid < 1 || grid * grid != positions[0] - 1) {
      throw unrecognised(weights);
    }
    return new VisionShape(
        HEADS,
        (int) patches[2],
        Math.toIntExact(grid * patches[2]),
        width == WIDTH_L ? ClipNetwork.Activation.QUICK_GELU : ClipNetwork.Activation.GELU);
  }

  private static UnrecognisedModelException unrecognised(WeightSource weights) {
    return new UnrecognisedModelException(
        "ERROR: no CLIP vision model of kind ViT-L, ViT-H or ViT-bigG in: "
            + weights.file().path());
  }
}

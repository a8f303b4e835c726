package io.atelier.diffusion.vision;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.store.ModelFile;
import io.atelier.diffusion.store.ModelStore;
import io.atelier.diffusion.store.UnrecognisedModelException;
import io.atelier.diffusion.store.WeightSource;
import io.atelier.diffusion.store.WeightsKey;

/**
 * A style adapter, which says a picture's style in tokens like those of a text.
 *
 * @param width of the features of pictures that it takes
 */
public record StyleModel(ModelStore store, WeightsKey weights, int width) {
  /** Of the attention's heads; widths are multiples of it. */
  private static final int HEADS = 8;

  /**
   * Opens an adapter.
   *
   * @throws UnrecognisedModelException when there is none in the file
   */
  public static StyleModel open(ModelStore store, ModelFile file) {
    WeightSource weights = VisionParts.style(file);
    long[] learned = weights.shape("style_embedding");
    long[] projection = weights.shape("proj.weight");
    boolean known =
        learned.length == 3
            && learned[0] == 1
            && learned[2] > 0
            && learned[2] % HEADS == 0
            && projection.length == 2
            && projection[1] == learned[2];
    if (!known) {
      throw new UnrecognisedModelException(
          "ERROR: no style adapter for Stable Diffusion 1.5 in: " + file.path());
    }
    return new StyleModel(store, WeightsKey.of(weights), Math.toIntExact(learned[2]));
  }

  /**
   * The tokens of all pictures, one after the other [1, tokens, text width].
   *
   * @param features of pictures [pictures, tokens, width]
   * @throws IllegalArgumentException when these are of another CLIP than the adapter's
   */
  public FloatArray tokens(FloatArray features) {
    if (features.size(2) != width) {
      throw new IllegalArgumentException(
          "the style model takes features of width %d, but CLIP vision gives %d; it is for another one"
              .formatted(width, features.size(2)));
    }
    FloatArray tokens =
        store.with(
            weights, StyleNetwork.class, StyleNetwork::new, network -> network.tokens(features));
    return tokens.reshape(1, tokens.size(0) * tokens.size(1), tokens.size(2));
  }
}

package io.atelier.diffusion.conditioning;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.store.ModelFile;
import io.atelier.diffusion.store.ModelStore;
import io.atelier.diffusion.store.UnrecognisedModelException;
import io.atelier.diffusion.store.WeightSource;
import io.atelier.diffusion.store.WeightsKey;
import io.atelier.diffusion.unet.GroundingNetwork;
import io.atelier.diffusion.unet.GroundingParts;
import io.atelier.diffusion.unet.Heads;
import io.atelier.diffusion.unet.UNetKind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Layers that tell a model which things are to be where. See <a
 * href="https://arxiv.org/abs/2301.07093">GLIGEN</a>.
 *
 * @param heads of the models that it works within
 */
public record Gligen(ModelStore store, WeightsKey weights, Heads heads) {
  private static final String FIRST_FUSER = "input_blocks.1.1.transformer_blocks.0.fuser.";
  private static final long SD15_CHANNELS = 320;
  private static final long SD15_CONTEXT = 768;
  private static final long PLACE_WIDTH = 64;

  /**
   * A thing and its rectangle, in latent pixels.
   *
   * @param text features of the whole text [1, width]
   */
  public record Box(FloatArray text, int height, int width, int y, int x) {}

  /** Things that a model is told of. */
  public record Boxes(Gligen net, List<Box> boxes) {
    /**
     * Some boxes.
     *
     * @throws IllegalArgumentException when there are more than the network knows at once
     */
    public Boxes {
      boxes = List.copyOf(boxes);
      if (boxes.size() > GroundingNetwork.MOST_PHRASES) {
        throw new IllegalArgumentException(
            "GLIGEN knows %d boxes at once, not %d"
                .formatted(GroundingNetwork.MOST_PHRASES, boxes.size()));
      }
    }

    /** Computes with the network and the boxes in parts of a latent of this size. */
    public <R> R with(int height, int width, Function<GroundingNetwork.Places, R> use) {
      List<GroundingNetwork.Phrase> phrases = new ArrayList<>();
      for (Box box : boxes) {
        phrases.add(
            new GroundingNetwork.Phrase(
                box.text(),
                (float) box.x() / width,
                (float) box.y() / height,
                (float) (box.x() + box.width()) / width,
                (float) (box.y() + box.height()) / height));
      }
      return net.store.with(
          net.weights,
          GroundingNetwork.class,
          loaded -> new GroundingNetwork(loaded, net.heads),
          network -> use.apply(new GroundingNetwork.Places(network, phrases)));
    }
  }

  /**
   * Opens the layers for Stable Diffusion 1.4 and 1.5.
   *
   * @throws UnrecognisedModelException when they are not in the file
   */
  public static Gligen open(ModelStore store, ModelFile file) {
    WeightSource weights = GroundingParts.of(file);
    boolean known =
        isMatrix(weights, FIRST_FUSER + "linear.weight", SD15_CHANNELS, SD15_CONTEXT)
            && isVector(weights, "position_net.null_positive_feature", SD15_CONTEXT)
            && isVector(weights, "position_net.null_position_feature", PLACE_WIDTH);
    if (!known) {
      throw new UnrecognisedModelException(
          "ERROR: no GLIGEN text boxes for Stable Diffusion 1.5 in: " + file.path());
    }
    return new Gligen(store, WeightsKey.of(weights), UNetKind.SD1.heads());
  }

  private static boolean isMatrix(WeightSource weights, String name, long rows, long columns) {
    long[] shape = weights.shape(name);
    return shape.length == 2 && shape[0] == rows && shape[1] == columns;
  }

  private static boolean isVector(WeightSource weights, String name, long length) {
    long[] shape = weights.shape(name);
    return shape.length == 1 && shape[0] == length;
  }

  /** The width of the features of texts that it takes. */
  public int textWidth() {
    return (int) weights.source().shape("position_net.null_positive_feature")[0];
  }
}

package io.atelier.diffusion.unet;

import org.bytedeco.pytorch.Tensor;

/** The attention of a feature map to itself, in one layer of the UNet. */
public interface SelfAttention {
  /** The part of the network that a layer is in. */
  enum Part {
    INPUT,
    MIDDLE,
    OUTPUT
  }

  /**
   * What all layers of a part share in one evaluation.
   *
   * @param height of the network's input
   * @param width likewise
   * @param timestep of the first item
   */
  record Place(Part part, long height, long width, float timestep) {
    Place in(Part other) {
      return new Place(other, height, width, timestep);
    }
  }

  /**
   * What attends to what.
   *
   * @param queries features [batch, tokens, channels]
   * @param source what they attend to [batch, tokens, channels]
   * @param height of the map that the source is, row by row
   * @param width likewise
   */
  record Call(Tensor queries, Tensor source, long height, long width, Place place) {
    /** Whether the queries are the map's pixels. */
    boolean isMap() {
      return queries.size(1) == height * width;
    }
  }

  /** The attended features [batch, tokens of the queries, channels]. */
  Tensor attend(Call call);

  /** The features if every token of the source attended to itself alone. */
  Tensor values(Call call);

  /** How much each query attends to each token, [batch, heads, queries, tokens]; rows sum to 1. */
  Tensor weights(Call call);
}

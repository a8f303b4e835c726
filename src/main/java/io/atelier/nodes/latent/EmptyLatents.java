package io.atelier.nodes.latent;

import io.atelier.array.FloatArray;
import io.atelier.image.Latent;
import io.atelier.node.Input;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;

/** What the nodes that make latents of zeros have in common. */
final class EmptyLatents {
  static final Input<Long> BATCH_SIZE = Input.integer("batch_size").proposes(1).range(1, 4096);

  /** The same, explained. */
  static final Input<Long> BATCH_SIZE_OF_LATENTS = batchSize("How many latents to make at once.");

  private EmptyLatents() {}

  /** The number of items, explained. */
  static Input<Long> batchSize(String tooltip) {
    return Input.integer("batch_size").tooltip(tooltip).proposes(1).range(1, 4096);
  }

  /** Zeros of the shape. */
  static NodeOutput zeros(int... shape) {
    return NodeOutput.of(Latent.of(FloatArray.zeros(shape)));
  }

  /**
   * The sides of a picture or of a video's frames, of which a latent pixel stands for a square.
   *
   * @param unit the square's side in pixels
   */
  record Area(Input<Long> width, Input<Long> height, int unit) {
    private int rows(NodeInputs inputs) {
      return inputs.getInt(height) / unit;
    }

    private int columns(NodeInputs inputs) {
      return inputs.getInt(width) / unit;
    }

    /** Zeros for pictures. */
    NodeOutput pictures(NodeInputs inputs, int channels) {
      return zeros(inputs.getInt(BATCH_SIZE), channels, rows(inputs), columns(inputs));
    }

    /**
     * Zeros for videos.
     *
     * @param length the input that gives the number of frames
     * @param stride how many frames each latent frame but the first stands for
     */
    NodeOutput videos(NodeInputs inputs, int channels, Input<Long> length, int stride) {
      int frames = (inputs.getInt(length) - 1) / stride + 1;
      return zeros(inputs.getInt(BATCH_SIZE), channels, frames, rows(inputs), columns(inputs));
    }
  }
}

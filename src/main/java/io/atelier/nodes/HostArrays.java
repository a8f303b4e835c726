package io.atelier.nodes;

import io.atelier.array.FloatArray;
import io.atelier.image.ImageBatch;
import io.atelier.image.Latent;
import io.atelier.image.MaskBatch;
import io.atelier.node.NodeException;

/** Conversions between the arrays of pictures and those of networks. */
public final class HostArrays {
  private static final int COLOURS = 3;

  private HostArrays() {}

  /**
   * A latent's samples, sharing memory.
   *
   * @throws NodeException when they are not pictures of one frame
   */
  public static FloatArray samples(Latent latent) {
    FloatArray samples = latent.samples();
    if (samples.rank() != 4) {
      throw new NodeException(
          "ValueError", "the model takes latents of 4 dimensions, not " + samples.rank());
    }
    return samples;
  }

  /** A mask as [batch, height, width], sharing memory. */
  public static FloatArray array(MaskBatch mask) {
    return new FloatArray(new int[] {mask.batch(), mask.height(), mask.width()}, mask.data());
  }

  /** The colours of pictures, without alpha, as [batch, 3, height, width]. */
  public static FloatArray channelsFirst(ImageBatch image) {
    FloatArray out = FloatArray.zeros(image.batch(), COLOURS, image.height(), image.width());
    int plane = image.height() * image.width();
    for (int b = 0; b < image.batch(); b++) {
      for (int p = 0; p < plane; p++) {
        for (int c = 0; c < COLOURS; c++) {
          out.data()[(b * COLOURS + c) * plane + p] =
              image.data()[(b * plane + p) * image.channels() + c];
        }
      }
    }
    return out;
  }

  /** Pictures of values [batch, 3, height, width]. */
  public static ImageBatch image(FloatArray values) {
    ImageBatch out =
        ImageBatch.zeros(values.size(0), values.size(2), values.size(3), values.size(1));
    int plane = out.height() * out.width();
    for (int b = 0; b < out.batch(); b++) {
      for (int p = 0; p < plane; p++) {
        for (int c = 0; c < out.channels(); c++) {
          out.data()[(b * plane + p) * out.channels() + c] =
              values.data()[(b * out.channels() + c) * plane + p];
        }
      }
    }
    return out;
  }
}

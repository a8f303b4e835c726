package io.atelier.diffusion.upscale;

import io.atelier.diffusion.store.UnrecognisedModelException;
import io.atelier.diffusion.store.WeightSource;

/**
 * What the weights of an upscaling network tell of it.
 *
 * @param compact whether it is of the compact kind
 * @param layers blocks of the body, or numbered layers of a compact network
 * @param doublings how often it doubles the sides, 0 for compact networks
 * @param folded how many pixels of each side it takes as channels of one
 * @param scale how much larger its results' sides are
 */
public record UpscalerShape(boolean compact, int layers, int doublings, int folded, int scale) {
  private static final int COLOURS = 3;
  private static final int MOST_LAYERS = 1000;

  /**
   * Reads the shape of weights with {@link UpscalerNames#unified} names.
   *
   * @throws UnrecognisedModelException when they are of another kind of network
   */
  public static UpscalerShape of(WeightSource weights) {
    if (weights.has("conv_first.weight") && weights.has("body.0.rdb1.conv1.weight")) {
      return residualDense(weights);
    }
    if (weights.shape("body.0.weight").length == 4) {
      return compact(weights);
    }
    throw unknown(weights);
  }

  private static UpscalerShape residualDense(WeightSource weights) {
    boolean plus = weights.names().keySet().stream().anyMatch(name -> name.contains("conv1x1"));
    int doublings = count(weights, "conv_up%d.weight", 1);
    int blocks = count(weights, "body.%d.rdb1.conv1.weight", 0);
    int folded = root(inputs(weights, "conv_first.weight"));
    int scale = (1 << Math.min(doublings, 8)) / folded;
    if (plus || outputs(weights, "conv_last.weight") != COLOURS || scale < 1 || scale > 8) {
      throw unknown(weights);
    }
    return new UpscalerShape(false, blocks, doublings, folded, scale);
  }

  private static UpscalerShape compact(WeightSource weights) {
    int layers = count(weights, "body.%d.weight", 0);
    int scale = root(outputs(weights, "body." + (layers - 1) + ".weight"));
    if (inputs(weights, "body.0.weight") != COLOURS || scale < 1 || scale > 8) {
      throw unknown(weights);
    }
    return new UpscalerShape(true, layers, 0, 1, scale);
  }

  private static int count(WeightSource weights, String name, int first) {
    int n = first;
    while (n < MOST_LAYERS && weights.has(name.formatted(n))) {
      n++;
    }
    return n - first;
  }

  private static long inputs(WeightSource weights, String name) {
    long[] shape = weights.shape(name);
    return shape.length == 4 ? shape[1] : 0;
  }

  private static long outputs(WeightSource weights, String name) {
    long[] shape = weights.shape(name);
    return shape.length == 4 ? shape[0] : 0;
  }

  /** The side of a square of pixels that have so many channels in all; 1 at least. */
  private static int root(long channels) {
    int side = (int) Math.round(Math.sqrt((double) channels / COLOURS));
    return (long) side * side * COLOURS == channels ? Math.max(1, side) : Integer.MAX_VALUE;
  }

  private static UnrecognisedModelException unknown(WeightSource weights) {
    return new UnrecognisedModelException(
        "ERROR: no upscaling network that is known here in: " + weights.file().path());
  }
}

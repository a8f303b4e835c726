package io.atelier.diffusion.unet;

import io.atelier.tensor.Floats;
import java.util.ArrayList;
import java.util.List;

/**
 * What a control net adds to the feature maps of a UNet.
 *
 * @param middle to the map after the middle block
 * @param skips to the maps that skip connections carry, in the order of the input blocks
 */
public record Additions(Floats middle, List<Floats> skips) {
  public Additions {
    skips = List.copyOf(skips);
  }

  public Additions scaled(double factor) {
    return new Additions(
        middle.scaled(factor), skips.stream().map(map -> map.scaled(factor)).toList());
  }

  /**
   * The sum.
   *
   * @throws IllegalArgumentException when the other is for another kind of network
   */
  public Additions plus(Additions other) {
    if (skips.size() != other.skips.size()) {
      throw new IllegalArgumentException("the control nets are for different kinds of models");
    }
    List<Floats> sums = new ArrayList<>();
    for (int i = 0; i < skips.size(); i++) {
      sums.add(skips.get(i).plus(other.skips.get(i)));
    }
    return new Additions(middle.plus(other.middle), sums);
  }
}

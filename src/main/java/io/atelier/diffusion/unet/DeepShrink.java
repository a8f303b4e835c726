package io.atelier.diffusion.unet;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.network.NetworkPatch;
import io.atelier.tensor.TensorScope;
import io.atelier.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;

/**
 * Makes the feature maps from one input block on smaller during the first steps, so that pictures
 * larger than those of the training keep their composition ("Kohya deep shrink").
 *
 * @param block number of the input block, from 0
 * @param factor by which sides are divided, more than 0
 * @param from the greatest noise level at which it counts
 * @param to the least noise level at which it counts
 * @param afterSkip whether the block's skip connection keeps its size
 * @param down how maps shrink
 * @param up how they are brought to the size of the skip connections that they meet
 */
public record DeepShrink(
    int block,
    double factor,
    double from,
    double to,
    boolean afterSkip,
    MapResizer down,
    MapResizer up)
    implements NetworkPatch {
  @Override
  public boolean countsAt(double sigma) {
    return sigma <= from && sigma >= to;
  }

  /** The map that a block made, as the next one is to see it. */
  Tensor shrunk(Tensor map) {
    return resized(map, shrunk(map.size(2)), shrunk(map.size(3)), down);
  }

  private int shrunk(long side) {
    return (int) Math.max(1, Math.rint(side * (1 / factor)));
  }

  /** The map in the size of the skip connection that it is joined with. */
  Tensor restored(Tensor map, Tensor skip) {
    return resized(map, (int) skip.size(2), (int) skip.size(3), up);
  }

  private static Tensor resized(Tensor map, int height, int width, MapResizer resizer) {
    if (map.size(2) == height && map.size(3) == width) {
      return map;
    }
    FloatArray values = TensorScope.compute(() -> Tensors.toJava(map));
    return Tensors.toNative(resizer.resize(values, height, width));
  }
}

package io.atelier.diffusion.unet;

import io.atelier.tensor.TensorScope;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.Tensor;

/**
 * Splits large feature maps into tiles whose pixels attend to their own tile alone, which takes
 * time and memory in proportion to the number of tiles instead of its square. The number of tiles
 * changes between steps, so that seams do not stay in one place.
 *
 * @param tileSize least side of a tile, in latent pixels
 * @param choices among how many numbers of tiles per side to choose, at least 1
 * @param maxDepth how often a map may have been halved to be split all the same
 * @param growing whether tiles of halved maps have twice as many pixels per side
 */
public record TiledAttention(int tileSize, int choices, int maxDepth, boolean growing)
    implements SelfAttentionPatch {

  @Override
  public Tensor attend(SelfAttention.Call call, SelfAttention attention) {
    int depth = depth(call);
    if (depth > maxDepth || !call.isMap()) {
      return attention.attend(call);
    }
    SelfAttention.Place place = call.place();
    SplittableRandom random =
        new SplittableRandom(Float.floatToIntBits(place.timestep()) * 31L + depth);
    int least = growing ? tileSize << depth : tileSize;
    long down = count((int) call.height(), least, random);
    long across = count((int) call.width(), least, random);
    return down * across == 1 ? attention.attend(call) : tiled(call, attention, down, across);
  }

  /** How often the map was halved, or more than allowed where it is of another size. */
  private int depth(SelfAttention.Call call) {
    long height = call.place().height();
    long width = call.place().width();
    for (int depth = 0; depth <= maxDepth; depth++) {
      if (call.height() == height && call.width() == width) {
        return depth;
      }
      height = (height + 1) / 2;
      width = (width + 1) / 2;
    }
    return maxDepth + 1;
  }

  /** One of the possible numbers of tiles along a side. */
  private int count(int side, int least, SplittableRandom random) {
    List<Integer> counts = new ArrayList<>();
    for (int size = Math.min(least, side); size <= side && counts.size() < choices; size++) {
      if (side % size == 0) {
        counts.add(side / size);
      }
    }
    return counts.get(random.nextInt(counts.size()));
  }

  private static Tensor tiled(
      SelfAttention.Call call, SelfAttention attention, long down, long across) {
    try (TensorScope scope = TensorScope.open()) {
      long height = call.height() / down;
      long width = call.width() / across;
      Tensor source = split(call.source(), down, height, across, width);
      Tensor queries = split(call.queries(), down, height, across, width);
      Tensor attended =
          attention.attend(new SelfAttention.Call(queries, source, height, width, call.place()));
      long batch = call.queries().size(0);
      long channels = attended.size(2);
      return scope.keep(
          attended
              .reshape(batch, down, across, height, width, channels)
              .permute(0, 1, 3, 2, 4, 5)
              .reshape(batch, call.height() * call.width(), channels));
    }
  }

  private static Tensor split(Tensor map, long down, long height, long across, long width) {
    long channels = map.size(2);
    return map.reshape(map.size(0), down, height, across, width, channels)
        .permute(0, 1, 3, 2, 4, 5)
        .reshape(map.size(0) * down * across, height * width, channels);
  }
}

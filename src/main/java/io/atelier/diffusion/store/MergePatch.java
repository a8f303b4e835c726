package io.atelier.diffusion.store;

import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Another network's weights, mixed in weight by weight.
 *
 * @param other where they come from and what was done to them before
 * @param mixes how much of each, by the weight's name; others stay as they are
 */
public record MergePatch(WeightsKey other, Map<String, Mix> mixes) implements WeightsPatch {
  private static final System.Logger LOG = System.getLogger(MergePatch.class.getName());

  public MergePatch {
    mixes = Map.copyOf(mixes);
  }

  /**
   * A weighted sum.
   *
   * @param own factor of the network's own weight
   * @param others factor of the other's
   */
  public record Mix(double own, double others) {
    /** So much of the own weight, 0 to 1, and the rest of the other. */
    public static Mix ofRatio(double own) {
      return new Mix(own, 1 - own);
    }

    boolean changesNothing() {
      return own == 1 && others == 0;
    }
  }

  /**
   * The patch that mixes one network into another as far as they have weights of the same name and
   * shape. Those of another shape are left alone with a warning.
   *
   * @param mix by the weight's name
   */
  public static MergePatch of(WeightsKey key, WeightsKey other, Function<String, Mix> mix) {
    Map<String, Mix> mixes = new HashMap<>();
    int misfits = 0;
    for (String name : other.source().names().keySet()) {
      if (!key.source().has(name)) {
        continue;
      }
      if (!Arrays.equals(key.source().shape(name), other.source().shape(name))) {
        misfits++;
        continue;
      }
      Mix wanted = mix.apply(name);
      if (!wanted.changesNothing()) {
        mixes.put(name, wanted);
      }
    }
    if (misfits > 0) {
      int count = misfits;
      LOG.log(
          Level.WARNING,
          () ->
              "%d weights of %s are of another shape in %s and are not merged"
                  .formatted(count, key.source(), other.source()));
    }
    return new MergePatch(other, mixes);
  }

  @Override
  public Set<String> changed() {
    return mixes.keySet();
  }

  @Override
  public int parts() {
    return other.parts();
  }
}

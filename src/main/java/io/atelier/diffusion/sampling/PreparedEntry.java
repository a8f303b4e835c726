package io.atelier.diffusion.sampling;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.conditioning.Bilinear;
import io.atelier.diffusion.conditioning.Conditioning;
import io.atelier.diffusion.conditioning.Gligen;
import io.atelier.diffusion.family.RunStart;
import io.atelier.diffusion.model.Model;
import io.atelier.diffusion.network.Hints;
import io.atelier.diffusion.schedule.NoiseLevels;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A conditioning entry fitted to one sampling run.
 *
 * @param extra further channels of the network's input, or null
 * @param hints what the network is told beside the text
 * @param control nets that add to the network's features, or null
 * @param controlContext the text that these are told [1, tokens, width], or null for the entry's
 * @param boxes which things are to be where, or null
 * @param sharesControl whether entries of other conditionings may be given it
 * @param area where it is computed, or null for everywhere
 * @param mask [batch, 1, height, width] of the latent's size with its strength, or null
 * @param strength factor of its weight
 * @param from the greatest level at which it counts
 * @param to the least level at which it counts
 */
record PreparedEntry(
    FloatArray context,
    @Nullable FloatArray extra,
    Hints hints,
    Conditioning.@Nullable Control control,
    @Nullable FloatArray controlContext,
    Gligen.@Nullable Boxes boxes,
    boolean sharesControl,
    @Nullable LatentArea area,
    @Nullable FloatArray mask,
    double strength,
    double from,
    double to) {
  private static final int LEAST_BOUNDS = 8;
  private static final int FEATHER = 8;

  /** The entry for latents of this size. */
  static PreparedEntry of(Conditioning.Entry entry, Model model, RunStart start) {
    NoiseLevels levels = model.levels();
    int height = start.latent().size(-2);
    int width = start.latent().size(-1);
    LatentArea area = entry.area() == null ? null : LatentArea.of(entry.area(), height, width);
    FloatArray mask = null;
    Conditioning.Mask given = entry.mask();
    if (given != null) {
      FloatArray values = given.values();
      FloatArray resized =
          Bilinear.resize(
              values.reshape(values.size(0), 1, values.size(1), values.size(2)), height, width);
      if (given.bounds()) {
        area = bounds(resized);
      }
      mask = resized.scaled(given.strength());
    }
    Conditioning.Range range = entry.range();
    return new PreparedEntry(
        entry.context(),
        model.architecture().channels(entry, start),
        model.architecture().hints(entry, start),
        entry.control(),
        entry.extras().controlContext(),
        entry.extras().boxes(),
        entry.sharesControl(),
        area,
        mask,
        entry.strength(),
        range == null ? Double.POSITIVE_INFINITY : levels.percentToSigma(range.start()),
        range == null ? 0 : levels.percentToSigma(range.end()));
  }

  /** The rectangle around what is not zero in any item, at least 8 pixels each way. */
  private static LatentArea bounds(FloatArray mask) {
    int height = mask.size(2);
    int width = mask.size(3);
    int top = height;
    int left = width;
    int bottom = -1;
    int right = -1;
    for (int i = 0; i < mask.data().length; i++) {
      if (mask.data()[i] != 0) {
        int y = i / width % height;
        int x = i % width;
        top = Math.min(top, y);
        bottom = Math.max(bottom, y);
        left = Math.min(left, x);
        right = Math.max(right, x);
      }
    }
    if (bottom < 0) {
      return new LatentArea(LEAST_BOUNDS, LEAST_BOUNDS, 0, 0);
    }
    return new LatentArea(
        Math.max(LEAST_BOUNDS, bottom - top + 1),
        Math.max(LEAST_BOUNDS, right - left + 1),
        top,
        left);
  }

  boolean countsAt(double sigma) {
    return sigma <= from && sigma >= to;
  }

  /** The same place, time and control with what another tells the network. */
  PreparedEntry withContextOf(PreparedEntry other) {
    return new PreparedEntry(
        other.context,
        other.extra,
        other.hints,
        control,
        other.controlContext,
        boxes,
        sharesControl,
        area,
        mask,
        strength,
        from,
        to);
  }

  /** The same under another's control. */
  PreparedEntry withControlOf(PreparedEntry other) {
    return new PreparedEntry(
        context,
        extra,
        hints,
        other.control,
        controlContext,
        boxes,
        false,
        area,
        mask,
        strength,
        from,
        to);
  }

  /** The same told of another's things. */
  PreparedEntry withBoxesOf(PreparedEntry other) {
    return new PreparedEntry(
        context,
        extra,
        hints,
        control,
        controlContext,
        other.boxes,
        sharesControl,
        area,
        mask,
        strength,
        from,
        to);
  }

  /** The rectangle in which it is computed. */
  LatentArea areaIn(FloatArray x) {
    LatentArea whole = new LatentArea(x.size(-2), x.size(-1), 0, 0);
    return area == null ? whole : area.within(x.size(-2), x.size(-1));
  }

  /** The weight of every value of its rectangle, [batch, 1, height, width]. */
  FloatArray weights(FloatArray x) {
    LatentArea place = areaIn(x);
    if (mask != null) {
      return mask.window(place.y(), place.x(), place.height(), place.width())
          .repeatToBatch(x.size(0))
          .scaled(strength);
    }
    float[] rows = ramp(place.height(), place.y(), x.size(-2));
    float[] columns = ramp(place.width(), place.x(), x.size(-1));
    FloatArray weights = FloatArray.zeros(1, 1, place.height(), place.width());
    for (int i = 0; i < weights.data().length; i++) {
      weights.data()[i] = (float) (strength * rows[i / place.width()] * columns[i % place.width()]);
    }
    return weights.repeatToBatch(x.size(0));
  }

  /** Weights that rise from those ends that are not the latent's. */
  private float[] ramp(int length, int offset, int whole) {
    float[] ramp = new float[length];
    Arrays.fill(ramp, 1);
    if (area != null) {
      int feather = Math.min(FEATHER, length / 4);
      for (int t = 0; t < feather; t++) {
        float factor = (t + 1) / (float) feather;
        if (offset != 0) {
          ramp[t] *= factor;
        }
        if (offset + length < whole) {
          ramp[length - 1 - t] *= factor;
        }
      }
    }
    return ramp;
  }
}

package io.atelier.diffusion.conditioning;

import io.atelier.array.FloatArray;
import org.jspecify.annotations.Nullable;

/**
 * What an entry of a conditioning says beyond the common.
 *
 * @param controlContext features of the text that control nets are told instead of the entry's [1,
 *     tokens, width], or null
 * @param flux what models of the Flux kind are told
 * @param boxes which things are to be where, or null
 */
public record ConditioningExtras(
    @Nullable FloatArray controlContext, FluxHints flux, Gligen.@Nullable Boxes boxes) {
  public static final ConditioningExtras NONE = new ConditioningExtras(null, FluxHints.NONE, null);

  /** The same with another text for control nets. */
  public ConditioningExtras withControlContext(FloatArray other) {
    return new ConditioningExtras(other, flux, boxes);
  }

  public ConditioningExtras withFlux(FluxHints other) {
    return new ConditioningExtras(controlContext, other, boxes);
  }

  public ConditioningExtras withBoxes(Gligen.Boxes other) {
    return new ConditioningExtras(controlContext, flux, other);
  }
}

package io.atelier.diffusion.unet;

import java.util.ArrayList;
import java.util.List;

/**
 * Changes within the UNet, each kind in order.
 *
 * @param filters of what output stages are given
 * @param attentions of self-attention, the last outermost
 * @param shrinks of the sizes of feature maps
 */
public record UNetPatches(
    List<SkipFilter> filters, List<SelfAttentionPatch> attentions, List<DeepShrink> shrinks) {
  public static final UNetPatches NONE = new UNetPatches(List.of(), List.of(), List.of());

  public UNetPatches {
    filters = List.copyOf(filters);
    attentions = List.copyOf(attentions);
    shrinks = List.copyOf(shrinks);
  }

  /** The same with one filter more. */
  public UNetPatches with(SkipFilter filter) {
    return new UNetPatches(plus(filters, filter), attentions, shrinks);
  }

  /** The same with one change of self-attention more. */
  public UNetPatches withAttention(SelfAttentionPatch attention) {
    return new UNetPatches(filters, plus(attentions, attention), shrinks);
  }

  /** The same with one change of sizes more. */
  public UNetPatches with(DeepShrink shrink) {
    return new UNetPatches(filters, attentions, plus(shrinks, shrink));
  }

  private static <T> List<T> plus(List<T> all, T more) {
    List<T> result = new ArrayList<>(all);
    result.add(more);
    return result;
  }

  /** Those that count at a noise level. */
  public UNetPatches at(double sigma) {
    return new UNetPatches(
        filters, attentions, shrinks.stream().filter(shrink -> shrink.countsAt(sigma)).toList());
  }
}

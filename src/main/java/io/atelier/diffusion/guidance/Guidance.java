package io.atelier.diffusion.guidance;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.conditioning.Conditioning;
import io.atelier.diffusion.sampler.Denoiser;
import java.util.ArrayList;
import java.util.List;

/**
 * How a model's guesses become one: changes of the guesses in order, one way to combine them, and
 * changes of the result in order.
 */
public record Guidance(List<GuessRule> before, GuidanceRule rule, List<ResultRule> after) {
  /** Classifier-free guidance and nothing else. */
  public static final Guidance CLASSIFIER_FREE =
      new Guidance(List.of(), GuidanceRule.CLASSIFIER_FREE, List.of());

  public Guidance {
    before = List.copyOf(before);
    after = List.copyOf(after);
  }

  /** The same with one change of the guesses more. */
  public Guidance with(GuessRule more) {
    return new Guidance(plus(before, more), rule, after);
  }

  /** The same with another way to combine guesses. */
  public Guidance with(GuidanceRule other) {
    return new Guidance(before, other, after);
  }

  /** The same with one change of the result more. */
  public Guidance withResult(ResultRule more) {
    return new Guidance(before, rule, plus(after, more));
  }

  private static <T> List<T> plus(List<T> all, T more) {
    List<T> result = new ArrayList<>(all);
    result.add(more);
    return result;
  }

  /** The guidance of one run, whose rules may remember its steps. */
  public Guidance begin() {
    return new Guidance(before.stream().map(GuessRule::begin).toList(), rule, after);
  }

  /** Conditionings that the rules compare beside the guider's. */
  public List<Conditioning> conditionings() {
    return rule.conditionings();
  }

  /** Whether a rule wants the negative guess even where the scale is 1. */
  public boolean needsNegative() {
    return rule.needsNegative() || after.stream().anyMatch(ResultRule::needsNegative);
  }

  /** The guided guess, and the negative one as the rules changed it. */
  public Denoiser.Prediction guide(GuidanceStep step) {
    GuidanceStep adjusted = step;
    for (GuessRule change : before) {
      adjusted = change.adjust(adjusted);
    }
    FloatArray negative = adjusted.negative();
    FloatArray guided = negative == null ? rule.alone(adjusted) : rule.combine(adjusted, negative);
    return new Denoiser.Prediction(
        finish(adjusted, guided), negative == null ? adjusted.positive() : negative);
  }

  /** A guess that was combined by other means, with the changes of results. */
  public FloatArray finish(GuidanceStep step, FloatArray combined) {
    FloatArray guided = combined;
    for (ResultRule change : after) {
      guided = change.finish(step, guided);
    }
    return guided;
  }
}

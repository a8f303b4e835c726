package io.atelier.diffusion.guidance;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.conditioning.Conditioning;
import io.atelier.diffusion.sampler.Denoiser;
import java.util.ArrayList;
import java.util.List;

/**
 * How a model's predictions become one: changes of the predictions in order, one way to combine
 * them, and changes of the result in order.
 */
public record Guidance(
    List<PreGuidanceRule> before, GuidanceRule rule, List<PostGuidanceRule> after) {
  /** Classifier-free guidance and nothing else. */
  public static final Guidance CLASSIFIER_FREE =
      new Guidance(List.of(), GuidanceRule.CLASSIFIER_FREE, List.of());

  public Guidance {
    before = List.copyOf(before);
    after = List.copyOf(after);
  }

  /** The same with one change of the predictions more. */
  public Guidance with(PreGuidanceRule more) {
    return new Guidance(plus(before, more), rule, after);
  }

  /** The same with another way to combine predictions. */
  public Guidance with(GuidanceRule other) {
    return new Guidance(before, other, after);
  }

  /** The same with one change of the result more. */
  public Guidance withResult(PostGuidanceRule more) {
    return new Guidance(before, rule, plus(after, more));
  }

  private static <T> List<T> plus(List<T> all, T more) {
    List<T> result = new ArrayList<>(all);
    result.add(more);
    return result;
  }

  /** The guidance of one run, whose rules may remember its steps. */
  public Guidance begin() {
    return new Guidance(before.stream().map(PreGuidanceRule::begin).toList(), rule, after);
  }

  /** Conditionings that the rules compare beside the guider's. */
  public List<Conditioning> conditionings() {
    return rule.conditionings();
  }

  /** Whether a rule wants the negative prediction even where the scale is 1. */
  public boolean needsNegative() {
    return rule.needsNegative() || after.stream().anyMatch(PostGuidanceRule::needsNegative);
  }

  /** The guided prediction, and the negative one as the rules changed it. */
  public Denoiser.Prediction guide(GuidanceStep step) {
    GuidanceStep adjusted = step;
    for (PreGuidanceRule change : before) {
      adjusted = change.adjust(adjusted);
    }
    FloatArray negative = adjusted.negative();
    FloatArray guided = negative == null ? rule.alone(adjusted) : rule.combine(adjusted, negative);
    return new Denoiser.Prediction(
        finish(adjusted, guided), negative == null ? adjusted.positive() : negative);
  }

  /** A prediction that was combined by other means, with the changes of results. */
  public FloatArray finish(GuidanceStep step, FloatArray combined) {
    FloatArray guided = combined;
    for (PostGuidanceRule change : after) {
      guided = change.finish(step, guided);
    }
    return guided;
  }
}

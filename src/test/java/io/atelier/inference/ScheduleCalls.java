package io.atelier.inference;

import io.atelier.diffusion.schedule.FlowLevels;
import io.atelier.diffusion.schedule.NoiseLevels;
import io.atelier.diffusion.schedule.Schedulers;
import io.atelier.diffusion.schedule.StepPlan;
import java.util.List;
import java.util.Map;

/** Calls of schedules. */
final class ScheduleCalls {
  private static final int FLUX_LEVELS = 10000;
  private static final int FLOW_LEVELS = 1000;

  private ScheduleCalls() {}

  static Map<String, FamilyCall> all() {
    return Map.of(
        "sigmas", (json, what) -> sigmas(FamilyCall.arguments(json)),
        "percent_to_sigma", (json, what) -> levels(FamilyCall.arguments(json), what));
  }

  private static float[] sigmas(Map<?, ?> arguments) {
    return StepPlan.sigmas(
        Schedulers.get((String) arguments.get("scheduler")),
        levels(arguments),
        (int) CaseInputs.number(arguments, "steps", 1),
        1,
        false);
  }

  private static float[] levels(Map<?, ?> arguments, String what) {
    NoiseLevels levels = levels(arguments);
    if (what.equals("sigma_min")) {
      return new float[] {levels.sigmaMin()};
    }
    if (what.equals("sigma_max")) {
      return new float[] {levels.sigmaMax()};
    }
    List<?> percents = (List<?>) arguments.get("percents");
    float[] sigmas = new float[percents.size()];
    for (int i = 0; i < sigmas.length; i++) {
      sigmas[i] = levels.percentToSigma(((Number) percents.get(i)).doubleValue());
    }
    return sigmas;
  }

  private static NoiseLevels levels(Map<?, ?> arguments) {
    double shift = CaseInputs.number(arguments, "shift", 1);
    String sampling = (String) arguments.get("sampling");
    return switch (sampling) {
      case "flux" -> new FlowLevels(Math.exp(shift), 1, FLUX_LEVELS);
      case "flow" ->
          new FlowLevels(shift, CaseInputs.number(arguments, "multiplier", 1), FLOW_LEVELS);
      default -> throw new IllegalStateException("no such levels: " + sampling);
    };
  }
}

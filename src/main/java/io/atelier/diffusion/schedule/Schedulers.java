package io.atelier.diffusion.schedule;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The schedulers that clients know, by name. */
public final class Schedulers {
  private static final Map<String, Scheduler> BY_NAME = byName();

  private Schedulers() {}

  private static Map<String, Scheduler> byName() {
    Map<String, Scheduler> schedulers = new LinkedHashMap<>();
    schedulers.put("simple", new SimpleScheduler());
    schedulers.put("sgm_uniform", new NormalScheduler(true));
    schedulers.put(
        "karras",
        (levels, steps) ->
            new KarrasSchedule(levels.sigmaMin(), levels.sigmaMax(), 7).sigmas(steps));
    schedulers.put(
        "exponential",
        (levels, steps) ->
            new PolyexponentialSchedule(levels.sigmaMin(), levels.sigmaMax(), 1).sigmas(steps));
    schedulers.put("ddim_uniform", new DdimUniformScheduler());
    schedulers.put("beta", new BetaScheduler(0.6, 0.6));
    schedulers.put("normal", new NormalScheduler(false));
    schedulers.put("linear_quadratic", new LinearQuadraticScheduler());
    schedulers.put("kl_optimal", new KlOptimalScheduler());
    return schedulers;
  }

  /** All names, in the order in which clients see them. */
  public static List<String> names() {
    return List.copyOf(BY_NAME.keySet());
  }

  /** The scheduler of this name; the first one when there is none. */
  public static Scheduler get(String name) {
    return BY_NAME.getOrDefault(name, BY_NAME.values().iterator().next());
  }
}

package io.atelier.diffusion.sampling;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.guidance.ConditionalDenoiser;
import io.atelier.diffusion.guidance.Guidance;
import io.atelier.diffusion.model.Model;
import io.atelier.diffusion.network.Hints;
import io.atelier.diffusion.network.NetworkPatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Denoises for several conditionings at once. Entries whose shapes allow it run through the network
 * in one batch, as far as memory goes.
 */
final class BatchedDenoiser implements ConditionalDenoiser {
  private static final long BYTES_PER_PIXEL = 80_000;
  private static final double RESERVE = 1.5;
  private static final int MAX_REPEATS = 4;
  private static final int FRAMES_TOO = 5;

  private final Model model;
  private final List<List<PreparedEntry>> sides;
  private final Runnable interruption;
  private final Guidance guidance;

  /**
   * The denoiser of a run.
   *
   * @param sides entries by conditioning
   * @param interruption throws when the run is to end
   */
  BatchedDenoiser(Model model, List<List<PreparedEntry>> sides, Runnable interruption) {
    this(model, sides, interruption, model.guidance().begin());
  }

  private BatchedDenoiser(
      Model model, List<List<PreparedEntry>> sides, Runnable interruption, Guidance guidance) {
    this.model = model;
    this.sides = sides;
    this.interruption = interruption;
    this.guidance = guidance;
  }

  @Override
  public Guidance guidance() {
    return guidance;
  }

  @Override
  public BatchedDenoiser with(NetworkPatch patch) {
    return new BatchedDenoiser(model.with(patch), sides, interruption, guidance);
  }

  private record Task(PreparedEntry entry, int side, LatentArea area) {}

  /**
   * The prediction for each of the conditionings.
   *
   * @param wanted their numbers
   */
  @Override
  public List<FloatArray> denoise(FloatArray x, double sigma, int... wanted) {
    List<Task> tasks = new ArrayList<>();
    for (int side : wanted) {
      for (PreparedEntry entry : sides.get(side)) {
        if (entry.countsAt(sigma)) {
          tasks.add(new Task(entry, side, entry.areaIn(x)));
        }
      }
    }
    WeightedMean[] means = new WeightedMean[sides.size()];
    for (int side : wanted) {
      means[side] = new WeightedMean(x.shape());
    }
    while (!tasks.isEmpty()) {
      List<Task> together = together(tasks, x.size(0), x.rank() == FRAMES_TOO ? x.size(2) : 1);
      tasks.removeAll(together);
      FloatArray denoised = run(together, x, sigma);
      for (int i = 0; i < together.size(); i++) {
        Task task = together.get(i);
        FloatArray part = denoised.items(i * x.size(0), (i + 1) * x.size(0));
        means[task.side()].add(part, task.area(), task.entry().weights(x));
      }
    }
    List<FloatArray> result = new ArrayList<>();
    for (int side : wanted) {
      result.add(means[side].value());
    }
    return result;
  }

  /** The first task and those that fit into one batch with it. */
  private List<Task> together(List<Task> tasks, int batch, int frames) {
    Task first = tasks.get(0);
    long needed = first.area().size() * frames * batch * BYTES_PER_PIXEL;
    long room = Math.max(1, (long) (model.store().freeMemory() / RESERVE / Math.max(1, needed)));
    List<Task> chosen = new ArrayList<>();
    for (Task task : tasks) {
      boolean sameSize =
          task.area().height() == first.area().height()
              && task.area().width() == first.area().width();
      if (chosen.size() < room
          && sameSize
          && sameNets(task.entry(), first.entry())
          && repeatable(chosen, task, PreparedEntry::context)
          && repeatable(chosen, task, PreparedEntry::controlContext)) {
        chosen.add(task);
      }
    }
    return chosen;
  }

  private static boolean sameNets(PreparedEntry a, PreparedEntry b) {
    return Objects.equals(a.control(), b.control())
        && Objects.equals(a.boxes(), b.boxes())
        && a.hints().fit(b.hints())
        && (a.controlContext() == null) == (b.controlContext() == null);
  }

  /** Whether texts of the batch can be repeated to one length without much waste. */
  private static boolean repeatable(
      List<Task> chosen, Task task, Function<PreparedEntry, @Nullable FloatArray> text) {
    int common = length(task, text);
    int least = common;
    for (Task other : chosen) {
      int tokens = length(other, text);
      common = leastCommonMultiple(common, tokens);
      least = Math.min(least, tokens);
    }
    return common / least <= MAX_REPEATS;
  }

  private static int length(Task task, Function<PreparedEntry, @Nullable FloatArray> text) {
    FloatArray features = text.apply(task.entry());
    return features == null ? 1 : features.size(1);
  }

  private static int leastCommonMultiple(int a, int b) {
    int x = a;
    int y = b;
    while (y != 0) {
      int rest = x % y;
      x = y;
      y = rest;
    }
    return a / x * b;
  }

  private FloatArray run(List<Task> together, FloatArray x, double sigma) {
    interruption.run();
    List<FloatArray> inputs = new ArrayList<>();
    List<FloatArray> extras = new ArrayList<>();
    for (Task task : together) {
      LatentArea area = task.area();
      inputs.add(x.window(area.y(), area.x(), area.height(), area.width()));
      FloatArray extra = task.entry().extra();
      if (extra != null) {
        extras.add(extra.window(area.y(), area.x(), area.height(), area.width()));
      }
    }
    double[] sigmas = new double[together.size() * x.size(0)];
    Arrays.fill(sigmas, sigma);
    PreparedEntry first = together.get(0).entry();
    return model.denoise(
        FloatArray.stack(inputs),
        sigmas,
        new Model.Inputs(
            texts(together, x.size(0), PreparedEntry::context),
            extras.isEmpty() ? null : FloatArray.stack(extras),
            Hints.joined(together.stream().map(task -> task.entry().hints()).toList(), x.size(0)),
            first.control(),
            first.controlContext() == null
                ? null
                : texts(together, x.size(0), PreparedEntry::controlContext),
            first.boxes(),
            together.size()));
  }

  /** The texts of all tasks, repeated to one length, each for a whole batch. */
  private static FloatArray texts(
      List<Task> together, int batch, Function<PreparedEntry, @Nullable FloatArray> text) {
    int tokens = 1;
    for (Task task : together) {
      tokens = leastCommonMultiple(tokens, length(task, text));
    }
    List<FloatArray> all = new ArrayList<>();
    for (Task task : together) {
      FloatArray features = text.apply(task.entry());
      if (features != null) {
        all.add(repeatTokens(features, tokens).repeatToBatch(batch));
      }
    }
    return FloatArray.stack(all);
  }

  private static FloatArray repeatTokens(FloatArray context, int tokens) {
    if (context.size(1) == tokens) {
      return context;
    }
    FloatArray out = FloatArray.zeros(context.size(0), tokens, context.size(2));
    int length = context.itemLength();
    for (int b = 0; b < context.size(0); b++) {
      for (int at = 0; at < tokens * context.size(2); at += length) {
        System.arraycopy(
            context.data(), b * length, out.data(), b * tokens * context.size(2) + at, length);
      }
    }
    return out;
  }
}

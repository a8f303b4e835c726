package io.atelier.bench;

import com.sun.management.OperatingSystemMXBean;
import io.atelier.array.FloatArray;
import io.atelier.diffusion.model.Checkpoints;
import io.atelier.diffusion.model.Model;
import io.atelier.diffusion.network.DenoisingNetwork;
import io.atelier.diffusion.network.NetworkInput;
import io.atelier.diffusion.store.DiffusionSettings;
import io.atelier.diffusion.store.ModelFile;
import io.atelier.diffusion.store.ModelStore;
import io.atelier.diffusion.unet.UNet;
import io.atelier.diffusion.unet.UNetShape;
import io.atelier.tensor.TensorScope;
import io.atelier.tensor.Tensors;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The memory that the denoising network of a file takes, and the time. Arguments: the file, the
 * side of the latent, how often the network is evaluated. Tells resident memory in MiB as the
 * system counts it ({@code /proc/self/status}): before anything is loaded, with the weights, and
 * after each evaluation; {@code VmHWM} is the peak until then.
 */
public final class WeightsMemory {
  private static final Logger LOG = Logger.getLogger(WeightsMemory.class.getName());
  private static final int TOKENS = 77;
  private static final int KIB_OF_MIB = 1024;
  private static final Pattern AMOUNT =
      Pattern.compile("(VmHWM|VmRSS|RssAnon|RssFile):\\s+(\\d+) kB");

  private WeightsMemory() {}

  public static void main(String[] arguments) throws IOException {
    int side = Integer.parseInt(arguments[1]);
    List<Cost> costs = new ArrayList<>();
    try (ModelStore store = new ModelStore(DiffusionSettings.standard())) {
      Model model = Checkpoints.openNetwork(store, ModelFile.read(Path.of(arguments[0])));
      NetworkInput input = input(UNetShape.of(model.weights().source()), side);
      TensorScope.compute(() -> Tensors.toJava(Tensors.toNative(input.x())));
      LOG.info("LibTorch alone: " + resident());
      Cost loading = cost(() -> load(store, model));
      LOG.info("loaded in %s: %s".formatted(loading, resident()));
      for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
        costs.add(cost(() -> model.predict(input)));
        LOG.info("evaluated in %s: %s".formatted(costs.get(i), resident()));
      }
    }
    LOG.info(
        "median of evaluations: "
            + new Cost(median(costs, Cost::seconds), median(costs, Cost::ofCpu)));
  }

  private static void load(ModelStore store, Model model) {
    store.with(
        model.weights(), DenoisingNetwork.class, model.architecture()::network, network -> network);
  }

  private static NetworkInput input(UNetShape shape, int side) {
    Random random = new Random(1);
    NetworkInput input =
        new NetworkInput(
            random(random, 1, (int) shape.inChannels(), side, side),
            new float[] {500},
            random(random, 1, TOKENS, (int) shape.contextWidth()));
    return shape.labelWidth() == 0
        ? input
        : input.with(UNet.LABEL, random(random, 1, (int) shape.labelWidth()));
  }

  private static FloatArray random(Random random, int... shape) {
    FloatArray array = FloatArray.zeros(shape);
    for (int i = 0; i < array.data().length; i++) {
      array.data()[i] = (float) random.nextGaussian();
    }
    return array;
  }

  /** What work took; CPU time is that of all threads and depends less on what else is running. */
  private record Cost(double seconds, double ofCpu) {
    @Override
    public String toString() {
      return "%.2f s (%.2f s of CPU)".formatted(seconds, ofCpu);
    }
  }

  private static Cost cost(Runnable work) {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    long start = System.nanoTime();
    long cpu = system.getProcessCpuTime();
    work.run();
    return new Cost((System.nanoTime() - start) / 1e9, (system.getProcessCpuTime() - cpu) / 1e9);
  }

  private static double median(List<Cost> costs, ToDoubleFunction<Cost> part) {
    double[] sorted = costs.stream().mapToDouble(part).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private static String resident() throws IOException {
    StringBuilder text = new StringBuilder();
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      Matcher amount = AMOUNT.matcher(line);
      if (amount.matches()) {
        long mib = Long.parseLong(amount.group(2)) / KIB_OF_MIB;
        text.append("%s %d MiB ".formatted(amount.group(1), mib));
      }
    }
    return text.toString().strip();
  }
}

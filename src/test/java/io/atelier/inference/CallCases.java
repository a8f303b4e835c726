package io.atelier.inference;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.autoencoder.LatentFormat;
import io.atelier.diffusion.autoencoder.LatentPreview;
import io.atelier.diffusion.model.Checkpoints;
import io.atelier.diffusion.model.Model;
import io.atelier.diffusion.network.NetworkInput;
import io.atelier.diffusion.sampler.Samplers;
import io.atelier.diffusion.sampling.BrownianNoise;
import io.atelier.diffusion.sampling.LatentNoise;
import io.atelier.diffusion.schedule.DiscreteLevels;
import io.atelier.diffusion.schedule.Schedulers;
import io.atelier.diffusion.schedule.StepPlan;
import io.atelier.diffusion.store.ModelFile;
import io.atelier.diffusion.store.ModelStore;
import io.atelier.tensor.SafetensorsFile;
import io.atelier.tensor.TensorInfo;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Recorded cases that are a function's results. */
final class CallCases {
  private final Path inputs;
  private final Path checkpoint;
  private final ModelStore store;

  CallCases(Path inputs, Path checkpoint, ModelStore store) {
    this.inputs = inputs;
    this.checkpoint = checkpoint;
    this.store = store;
  }

  /** The result of this name. */
  float[] result(String call, Map<?, ?> arguments, String what) throws IOException {
    return switch (call) {
      case "noise" ->
          LatentNoise.of(seed(arguments), shape(arguments), batchIndex(arguments)).data();
      case "brownian" -> brownian(arguments, Integer.parseInt(what.substring("noise_".length())));
      case "preview" -> preview(arguments);
      case "sigmas" -> sigmas(arguments);
      case "unet" -> unet(arguments, what);
      default -> throw new IllegalStateException("no such call: " + call);
    };
  }

  private static long seed(Map<?, ?> arguments) {
    return new BigInteger(arguments.get("seed").toString()).longValue();
  }

  private static int[] shape(Map<?, ?> arguments) {
    return integers(arguments.get("shape")).stream().mapToInt(Integer::intValue).toArray();
  }

  private static List<Integer> batchIndex(Map<?, ?> arguments) {
    return arguments.get("batch_index") == null ? null : integers(arguments.get("batch_index"));
  }

  private static List<Integer> integers(Object list) {
    List<Integer> result = new ArrayList<>();
    ((List<?>) list).forEach(value -> result.add(((Number) value).intValue()));
    return result;
  }

  private static float[] floats(Object list) {
    List<?> values = (List<?>) list;
    float[] result = new float[values.size()];
    for (int i = 0; i < result.length; i++) {
      result[i] = ((Number) values.get(i)).floatValue();
    }
    return result;
  }

  private static float[] brownian(Map<?, ?> arguments, int step) {
    float[] sigmas = floats(arguments.get("sigmas"));
    return new BrownianNoise(
            seed(arguments), shape(arguments), sigmas[sigmas.length - 1], sigmas[0])
        .between(sigmas[step], sigmas[step + 1])
        .data();
  }

  private float[] preview(Map<?, ?> arguments) throws IOException {
    FloatArray latent = latent(arguments).scaled(((Number) arguments.get("factor")).doubleValue());
    return bytes(LatentPreview.rgb(LatentFormat.SD15, latent));
  }

  static float[] bytes(byte[] bytes) {
    float[] values = new float[bytes.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = bytes[i] & 0xFF;
    }
    return values;
  }

  private static float[] sigmas(Map<?, ?> arguments) {
    return StepPlan.sigmas(
        Schedulers.get((String) arguments.get("scheduler")),
        DiscreteLevels.stableDiffusion(),
        ((Number) arguments.get("steps")).intValue(),
        ((Number) arguments.get("denoise")).doubleValue(),
        Samplers.get((String) arguments.get("sampler")).dropsPenultimate());
  }

  private FloatArray latent(Map<?, ?> arguments) throws IOException {
    return tensor(inputs.resolve(arguments.get("latent") + ".latent"), "latent_tensor");
  }

  private static FloatArray tensor(Path path, String name) throws IOException {
    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      TensorInfo info =
          name.isEmpty() ? file.tensors().values().iterator().next() : file.tensors().get(name);
      int[] shape = Arrays.stream(info.shape()).mapToInt(side -> (int) side).toArray();
      return new FloatArray(shape, file.floats(info.name()));
    }
  }

  private FloatArray context(String name) throws IOException {
    if (name.equals("context-ab")) {
      return FloatArray.stack(List.of(context("context-a"), context("context-b")));
    }
    return tensor(inputs.resolve(name + ".safetensors"), "");
  }

  private float[] unet(Map<?, ?> arguments, String what) throws IOException {
    Model model = Checkpoints.openNetwork(store, ModelFile.read(checkpoint));
    FloatArray x = latent(arguments);
    Object given = arguments.get("sigma");
    double[] sigmas = new double[x.size(0)];
    float[] timesteps = new float[sigmas.length];
    for (int i = 0; i < sigmas.length; i++) {
      Object sigma = given instanceof List<?> list ? list.get(i % list.size()) : given;
      sigmas[i] = ((Number) sigma).floatValue();
      timesteps[i] = (float) model.levels().timestep(sigmas[i]);
    }
    FloatArray context = context((String) arguments.get("context")).repeatToBatch(x.size(0));
    return switch (what) {
      case "timestep" -> timesteps;
      case "x_scaled" -> model.scaled(x, sigmas).data();
      case "eps" ->
          model.predict(new NetworkInput(model.scaled(x, sigmas), timesteps, context)).data();
      default -> model.denoise(x, sigmas, Model.Inputs.of(context)).data();
    };
  }
}

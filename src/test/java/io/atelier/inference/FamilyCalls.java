package io.atelier.inference;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.conditioning.Conditioning;
import io.atelier.diffusion.family.ModelParts;
import io.atelier.diffusion.family.RunStart;
import io.atelier.diffusion.family.stablediffusion.StableDiffusion2;
import io.atelier.diffusion.family.stablediffusion.StableDiffusionXl;
import io.atelier.diffusion.family.stablediffusion.StableDiffusionXlRefiner;
import io.atelier.diffusion.family.stablediffusion.UNetArchitecture;
import io.atelier.diffusion.model.Checkpoints;
import io.atelier.diffusion.model.Loras;
import io.atelier.diffusion.model.Model;
import io.atelier.diffusion.network.NetworkInput;
import io.atelier.diffusion.sampler.Sampler;
import io.atelier.diffusion.sampler.Samplers;
import io.atelier.diffusion.sampling.CfgGuider;
import io.atelier.diffusion.sampling.NoiseSource;
import io.atelier.diffusion.sampling.Sampling;
import io.atelier.diffusion.schedule.Schedulers;
import io.atelier.diffusion.schedule.StepPlan;
import io.atelier.diffusion.store.ModelFile;
import io.atelier.diffusion.store.ModelStore;
import io.atelier.diffusion.store.WeightSource;
import io.atelier.diffusion.store.WeightsKey;
import io.atelier.diffusion.text.ClipFiles;
import io.atelier.diffusion.text.ClipKind;
import io.atelier.diffusion.text.ClipText;
import io.atelier.diffusion.text.Embeddings;
import io.atelier.diffusion.text.TextEncoder;
import io.atelier.diffusion.unet.Heads;
import io.atelier.diffusion.unet.UNet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the calls of recorded family cases compute. */
final class FamilyCalls {
  private static final Pattern SIZES = Pattern.compile("zeros \\[([\\d,]+)]");
  private static final Pattern MASK =
      Pattern.compile(
          "\\[1,1,(\\d+),(\\d+)]: 1 in rows (\\d+)\\.\\.(\\d+), columns (\\d+)\\.\\.(\\d+)");

  private final String family;
  private final ModelStore store;
  private final Function<String, ModelFile> models;
  private final Function<String, ModelLayout> layouts;

  FamilyCalls(
      String family,
      ModelStore store,
      Function<String, ModelFile> models,
      Function<String, ModelLayout> layouts) {
    this.family = family;
    this.store = store;
    this.models = models;
    this.layouts = layouts;
  }

  /** The result of this name. */
  float[] result(Map<?, ?> json, String what) {
    Map<?, ?> arguments = (Map<?, ?>) json.get("arguments");
    String call = (String) json.get("call");
    return switch (call) {
      case "unet" -> unet(arguments).data();
      case "ksampler" -> sampled(arguments).data();
      case "encode_adm" -> label(json, arguments).data();
      case "sd2_encode" -> text(json, what).data();
      default -> throw new IllegalStateException("no such call: " + call);
    };
  }

  private static FloatArray array(Object json) {
    Map<?, ?> input = (Map<?, ?>) json;
    int[] shape =
        ((List<?>) input.get("shape"))
            .stream().mapToInt(side -> ((Number) side).intValue()).toArray();
    int count = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    return new FloatArray(
        shape,
        ModelLayout.values(
            (String) input.get("tensor"),
            count,
            number(input, "scale", 1),
            number(input, "base", 0)));
  }

  private static double number(Map<?, ?> json, String name, double otherwise) {
    return json.get(name) instanceof Number number ? number.doubleValue() : otherwise;
  }

  private static float[] floats(Object list) {
    List<?> values = (List<?>) list;
    float[] result = new float[values.size()];
    for (int i = 0; i < result.length; i++) {
      result[i] = ((Number) values.get(i)).floatValue();
    }
    return result;
  }

  private Model model(Map<?, ?> arguments) {
    ModelFile file = models.apply((String) arguments.get("file"));
    WeightSource network = ModelParts.network(file);
    Heads heads = Heads.ofWidth((long) number(arguments, "head_dim", 64));
    return Checkpoints.of(store, WeightsKey.of(network), architecture(file, network).with(heads));
  }

  private UNetArchitecture architecture(ModelFile file, WeightSource network) {
    boolean refiner = file.toString().contains("refiner");
    return (switch (family) {
          case "sd2" -> new StableDiffusion2().describe(file, network);
          case "sdxl" ->
              refiner
                  ? new StableDiffusionXlRefiner().describe(file, network)
                  : new StableDiffusionXl().describe(file, network);
          default -> throw new IllegalStateException("no such family: " + family);
        })
        .orElseThrow();
  }

  private FloatArray unet(Map<?, ?> arguments) {
    Map<?, ?> inputs = (Map<?, ?>) arguments.get("inputs");
    NetworkInput input =
        new NetworkInput(
            array(inputs.get("x")),
            floats(arguments.get("timestep")),
            array(inputs.get("context")));
    return model(arguments)
        .predict(inputs.containsKey("y") ? input.with(UNet.LABEL, array(inputs.get("y"))) : input);
  }

  private FloatArray label(Map<?, ?> json, Map<?, ?> arguments) {
    String file = ((String) json.get("id")).replaceFirst("-y.*", "-tiny-layout.json");
    ModelFile model = models.apply(file);
    FloatArray latent =
        FloatArray.zeros(
            1,
            4,
            (int) number(arguments, "height", 0) / 8,
            (int) number(arguments, "width", 0) / 8);
    FloatArray pooled = array(arguments.get("pooled"));
    Conditioning.Entry entry = Conditioning.Entry.of(FloatArray.zeros(1, 1, 1), pooled);
    boolean negative = Boolean.FALSE.equals(arguments.get("positive"));
    return architecture(model, ModelParts.network(model))
        .hints(entry, new RunStart(latent, null, negative))
        .find(UNet.LABEL);
  }

  private FloatArray sampled(Map<?, ?> arguments) {
    Model model = model(arguments);
    if (arguments.containsKey("lora")) {
      model =
          Loras.withLora(
              model,
              models.apply((String) arguments.get("lora")),
              number(arguments, "strength_model", 1));
    }
    Sampler sampler = Samplers.get((String) arguments.get("sampler"));
    float[] sigmas =
        StepPlan.sigmas(
            Schedulers.get((String) arguments.get("scheduler")),
            model.levels(),
            (int) number(arguments, "steps", 1),
            number(arguments, "denoise", 1),
            sampler.dropsPenultimate());
    FloatArray latent = model.latent().fitted(latent(arguments.get("latent")));
    long seed = (long) number(arguments, "seed", 0);
    CfgGuider guider =
        new CfgGuider(
            model,
            conditioning(arguments, "positive", 0),
            conditioning(arguments, "negative", 1),
            number(arguments, "cfg", 1));
    return Sampling.run(
            new Sampling.Request(
                guider,
                sampler,
                sigmas,
                latent,
                null,
                NoiseSource.ofSeed(seed).noise(latent.shape(), null),
                seed),
            new Sampling.Listener() {
              @Override
              public void checkInterrupted() {}

              @Override
              public void onStep(int step, int total, FloatArray x, FloatArray denoised) {}
            })
        .samples();
  }

  private static FloatArray latent(Object json) {
    if (json instanceof Map<?, ?>) {
      return array(json);
    }
    Matcher sizes = SIZES.matcher((String) json);
    if (!sizes.matches()) {
      throw new IllegalStateException("no such latent: " + json);
    }
    return FloatArray.zeros(
        Arrays.stream(sizes.group(1).split(",")).mapToInt(Integer::parseInt).toArray());
  }

  private static Conditioning conditioning(Map<?, ?> arguments, String name, int side) {
    FloatArray pooled =
        arguments.get("pooled") instanceof List<?> both ? array(both.get(side)) : null;
    Conditioning.Entry entry = Conditioning.Entry.of(array(arguments.get(name)), pooled);
    if (arguments.get("size_keys") instanceof Map<?, ?> size) {
      entry = entry.withSize(size(size));
    }
    if (arguments.get("concat_latent_image") instanceof Map<?, ?> shown) {
      entry =
          entry.withInpaint(
              new Conditioning.Inpaint(array(shown), mask((String) arguments.get("concat_mask"))));
    }
    return Conditioning.of(entry);
  }

  private static Conditioning.Size size(Map<?, ?> json) {
    int width = (int) number(json, "width", 0);
    int height = (int) number(json, "height", 0);
    return new Conditioning.Size(
        height,
        width,
        (int) number(json, "crop_h", 0),
        (int) number(json, "crop_w", 0),
        (int) number(json, "target_height", height),
        (int) number(json, "target_width", width),
        json.get("aesthetic_score") instanceof Number score ? score.doubleValue() : null);
  }

  private static FloatArray mask(String text) {
    Matcher numbers = MASK.matcher(text);
    if (!numbers.matches()) {
      throw new IllegalStateException("no such mask: " + text);
    }
    List<Integer> all = new ArrayList<>();
    for (int i = 1; i <= numbers.groupCount(); i++) {
      all.add(Integer.parseInt(numbers.group(i)));
    }
    FloatArray mask = FloatArray.zeros(1, 1, all.get(0), all.get(1));
    for (int row = all.get(2); row <= all.get(3); row++) {
      Arrays.fill(mask.data(), row * all.get(1) + all.get(4), row * all.get(1) + all.get(5) + 1, 1);
    }
    return mask;
  }

  private FloatArray text(Map<?, ?> json, String what) {
    String layout = json.get("config") + "-layout.json";
    WeightSource clip = ClipFiles.below(models.apply(layout), List.of("cond_stage_model.model."));
    Map<?, ?> config = (Map<?, ?>) layouts.apply(layout).config().get("clip_h_model_config");
    int headWidth =
        (int) (number(config, "hidden_size", 64) / number(config, "num_attention_heads", 1));
    TextEncoder encoder =
        TextEncoder.of(store, Embeddings.NONE, ClipText.of(ClipKind.H, clip).withHeads(headWidth));
    Map<?, ?> arguments = (Map<?, ?>) json.get("arguments");
    Conditioning.Entry entry = encoder.encode((String) arguments.get("prompt"));
    return what.equals("pooled") ? entry.pooled() : entry.context();
  }
}

package io.atelier.inference;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.conditioning.Conditioning;
import io.atelier.diffusion.conditioning.FluxHints.Placement;
import io.atelier.diffusion.family.Architecture;
import io.atelier.diffusion.family.RunStart;
import io.atelier.diffusion.family.flux.FluxNetwork;
import io.atelier.diffusion.family.flux.References;
import io.atelier.diffusion.family.flux.Waves;
import io.atelier.diffusion.network.NetworkInput;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Calls of models of the Flux kind. */
record FluxCalls(CaseModels models) {
  Map<String, FamilyCall> all() {
    return Map.of(
        "flux_transformer", (json, what) -> output(FamilyCall.arguments(json)).data(),
        "fill_concat", (json, what) -> shown(FamilyCall.arguments(json)).data(),
        "timestep_embedding", (json, what) -> waves(FamilyCall.arguments(json)).data());
  }

  private FloatArray output(Map<?, ?> arguments) throws IOException {
    Map<?, ?> inputs = (Map<?, ?>) arguments.get("inputs");
    NetworkInput input =
        new NetworkInput(
            CaseInputs.array(inputs.get("x")),
            CaseInputs.floats(arguments.get("timestep")),
            CaseInputs.array(inputs.get("context")));
    if (inputs.containsKey("y")) {
      input = input.with(FluxNetwork.VECTOR, CaseInputs.array(inputs.get("y")));
    }
    if (arguments.get("guidance") instanceof List<?> list) {
      float[] guidance = CaseInputs.floats(list);
      input =
          input.with(FluxNetwork.GUIDANCE, new FloatArray(new int[] {guidance.length}, guidance));
    }
    if (arguments.get("ref_latents") instanceof List<?> list) {
      List<FloatArray> latents = list.stream().map(CaseInputs::array).toList();
      input =
          input.with(
              FluxNetwork.REFERENCES,
              new References(latents, placement((String) arguments.get("ref_latents_method"))));
    }
    return models.of(arguments).predict(input);
  }

  private static Placement placement(String method) {
    if (method == null) {
      return Placement.OFFSET;
    }
    return Placement.named(method.equals("uxo") ? Placement.DIAGONAL.wireName() : method);
  }

  private FloatArray shown(Map<?, ?> arguments) throws IOException {
    FloatArray picture = CaseInputs.array(arguments.get("concat_latent_image"));
    FloatArray mask = CaseInputs.mask((String) arguments.get("concat_mask"));
    Conditioning.Entry entry =
        Conditioning.Entry.of(FloatArray.zeros(1, 1, 1), null)
            .withInpaint(new Conditioning.Inpaint(picture, mask));
    Architecture architecture =
        models.of(Map.of("checkpoint", "flux-tiny with img_in from flux-fill-tiny")).architecture();
    return architecture.channels(
        entry, new RunStart(FloatArray.zeros(picture.shape()), null, false));
  }

  private static FloatArray waves(Map<?, ?> arguments) {
    float[] times = CaseInputs.floats(arguments.get("t"));
    for (int i = 0; i < times.length; i++) {
      times[i] *= (float) CaseInputs.number(arguments, "factor", 1);
    }
    return Waves.of(times, (int) CaseInputs.number(arguments, "dim", 0));
  }
}

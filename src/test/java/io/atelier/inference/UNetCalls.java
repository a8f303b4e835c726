package io.atelier.inference;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.conditioning.Conditioning;
import io.atelier.diffusion.family.ModelParts;
import io.atelier.diffusion.family.RunStart;
import io.atelier.diffusion.network.NetworkInput;
import io.atelier.diffusion.store.ModelFile;
import io.atelier.diffusion.unet.UNet;
import java.io.IOException;
import java.util.Map;

/** Calls of models whose network is a UNet. */
record UNetCalls(CaseModels models) {
  private static final int SCALE = 8;

  Map<String, FamilyCall> all() {
    return Map.of(
        "unet", (json, what) -> output(FamilyCall.arguments(json)).data(),
        "encode_adm", (json, what) -> label(json, FamilyCall.arguments(json)).data());
  }

  private FloatArray output(Map<?, ?> arguments) throws IOException {
    Map<?, ?> inputs = (Map<?, ?>) arguments.get("inputs");
    NetworkInput input =
        new NetworkInput(
            CaseInputs.array(inputs.get("x")),
            CaseInputs.floats(arguments.get("timestep")),
            CaseInputs.array(inputs.get("context")));
    return models
        .of(arguments)
        .predict(
            inputs.containsKey("y")
                ? input.with(UNet.LABEL, CaseInputs.array(inputs.get("y")))
                : input);
  }

  private FloatArray label(Map<?, ?> json, Map<?, ?> arguments) throws IOException {
    String file = ((String) json.get("id")).replaceFirst("-y.*", "-tiny-layout.json");
    ModelFile model = models.folder().model(file);
    FloatArray latent =
        FloatArray.zeros(
            1,
            4,
            (int) CaseInputs.number(arguments, "height", 0) / SCALE,
            (int) CaseInputs.number(arguments, "width", 0) / SCALE);
    FloatArray pooled = CaseInputs.array(arguments.get("pooled"));
    Conditioning.Entry entry = Conditioning.Entry.of(FloatArray.zeros(1, 1, 1), pooled);
    boolean negative = Boolean.FALSE.equals(arguments.get("positive"));
    return models
        .unet(model, ModelParts.network(model))
        .hints(entry, new RunStart(latent, null, negative))
        .find(UNet.LABEL);
  }
}

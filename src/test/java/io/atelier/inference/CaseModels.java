package io.atelier.inference;

import io.atelier.diffusion.family.Families;
import io.atelier.diffusion.family.ModelParts;
import io.atelier.diffusion.family.stablediffusion.StableDiffusion2;
import io.atelier.diffusion.family.stablediffusion.StableDiffusionXl;
import io.atelier.diffusion.family.stablediffusion.StableDiffusionXlRefiner;
import io.atelier.diffusion.family.stablediffusion.UNetArchitecture;
import io.atelier.diffusion.model.Checkpoints;
import io.atelier.diffusion.model.Loras;
import io.atelier.diffusion.model.Model;
import io.atelier.diffusion.store.ModelFile;
import io.atelier.diffusion.store.ModelStore;
import io.atelier.diffusion.store.WeightSource;
import io.atelier.diffusion.store.WeightsKey;
import io.atelier.diffusion.unet.Heads;
import java.io.IOException;
import java.util.Map;

/** The models of recorded family cases. */
record CaseModels(FamilyFolder folder, ModelStore store) {
  /** The model that the arguments of a case name, with the LoRA that they name. */
  Model of(Map<?, ?> arguments) throws IOException {
    ModelFile file = file(arguments);
    Model model =
        switch (folder.family()) {
          case "sd2", "sdxl" -> unet(file, arguments);
          default -> recognised(file, arguments);
        };
    return arguments.get("lora") instanceof String lora
        ? Loras.withLora(
            model, folder.model(lora), CaseInputs.number(arguments, "strength_model", 1))
        : model;
  }

  private ModelFile file(Map<?, ?> arguments) throws IOException {
    if (arguments.get("checkpoint") instanceof String description) {
      return folder.patchedModel(description);
    }
    return arguments.get("file") instanceof String name ? folder.model(name) : usualFile();
  }

  /** The file that cases mean which name none. */
  ModelFile usualFile() throws IOException {
    return folder.model(folder.family() + "-tiny-layout.json");
  }

  private Model unet(ModelFile file, Map<?, ?> arguments) {
    WeightSource network = ModelParts.network(file);
    Heads heads = Heads.ofWidth((long) CaseInputs.number(arguments, "head_dim", 64));
    return Checkpoints.of(store, WeightsKey.of(network), unet(file, network).with(heads));
  }

  /** What a UNet is, whose tiny size is that of no family. */
  UNetArchitecture unet(ModelFile file, WeightSource network) {
    boolean refiner = file.toString().contains("refiner");
    return (switch (folder.family()) {
          case "sd2" -> new StableDiffusion2().describe(file, network);
          case "sdxl" ->
              refiner
                  ? new StableDiffusionXlRefiner().describe(file, network)
                  : new StableDiffusionXl().describe(file, network);
          default -> throw new IllegalStateException("no such family: " + folder.family());
        })
        .orElseThrow();
  }

  /** A model as it is found among all families. */
  private Model recognised(ModelFile file, Map<?, ?> arguments) {
    WeightSource network = Families.loneNetwork(file);
    if (arguments.get("without_keys") instanceof String prefix) {
      network = network.renamed(name -> name.startsWith(prefix) ? null : name);
    }
    return Checkpoints.of(
        store, WeightsKey.of(network), Families.recognise(file, network).orElseThrow());
  }
}

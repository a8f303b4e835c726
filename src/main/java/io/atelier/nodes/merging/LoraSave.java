package io.atelier.nodes.merging;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.family.LoraNames;
import io.atelier.diffusion.model.Model;
import io.atelier.diffusion.store.LoraExtraction;
import io.atelier.diffusion.store.WeightsFile;
import io.atelier.diffusion.text.TextEncoder;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.SavePlaces;
import io.atelier.nodes.Sockets;
import io.atelier.storage.FileStore;
import io.atelier.storage.Folder;
import io.atelier.storage.SavePath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Saves the difference of two models, as subtraction gives it, as a LoRA. */
@AutoService(Node.class)
public final class LoraSave implements Node {
  private static final Input<String> FILENAME_PREFIX =
      Input.text("filename_prefix")
          .proposes("loras/ComfyUI_extracted_lora")
          .with("multiline", false);
  private static final Input<Long> RANK = Input.integer("rank").proposes(8).range(1, 4096).step(1);
  private static final Input<String> LORA_TYPE = Input.choice("lora_type", "standard", "full_diff");
  private static final Input<Boolean> BIAS_DIFF = Input.bool("bias_diff").proposes(true);
  private static final Input<Model> MODEL_DIFF =
      Sockets.model("model_diff")
          .tooltip(
              "A difference of models, as subtracting two gives it, to be kept as a " + "LoRA.")
          .optional();
  private static final Input<TextEncoder> TEXT_ENCODER_DIFF =
      Sockets.clip("text_encoder_diff")
          .tooltip(
              "A difference of text encoders, as subtracting two gives it, to be "
                  + "kept as a LoRA.")
          .optional();

  private static final NodeDefinition DEFINITION =
      NodeDefinition.v3("LoraSave")
          .module("comfy_extras.nodes_lora_extract")
          .category("_for_testing")
          .displayName("Extract and Save Lora")
          .inputs(FILENAME_PREFIX, RANK, LORA_TYPE, BIAS_DIFF, MODEL_DIFF, TEXT_ENCODER_DIFF)
          .outputNode()
          .experimental()
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) throws IOException {
    List<WeightsFile.Part> parts = new ArrayList<>();
    inputs
        .find(MODEL_DIFF)
        .ifPresent(
            model -> parts.add(new WeightsFile.Part(LoraNames.unetPrefix(), model.weights())));
    inputs
        .find(TEXT_ENCODER_DIFF)
        .ifPresent(
            clip ->
                clip.networks()
                    .forEach(
                        network ->
                            parts.add(
                                new WeightsFile.Part(
                                    LoraNames.textPrefix(network.name()), network.weights()))));
    if (parts.isEmpty()) {
      return NodeOutput.none();
    }
    SavePath place =
        SavePlaces.next(
            context.service(FileStore.class), Folder.OUTPUT, inputs.get(FILENAME_PREFIX), 0, 0);
    LoraExtraction.write(
        place
            .directory()
            .resolve("%s_%05d_.safetensors".formatted(place.prefix(), place.counter())),
        parts,
        new LoraExtraction.Rules(
            inputs.getInt(RANK), inputs.get(LORA_TYPE).equals("full_diff"), inputs.get(BIAS_DIFF)),
        (done, total) -> context.progress(done, total, null));
    return NodeOutput.none();
  }
}

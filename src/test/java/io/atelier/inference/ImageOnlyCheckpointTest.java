package io.atelier.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.diffusion.autoencoder.Vae;
import io.atelier.diffusion.model.Model;
import io.atelier.diffusion.store.DiffusionSettings;
import io.atelier.diffusion.store.ModelStore;
import io.atelier.json.Json;
import io.atelier.node.Input;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeOutput;
import io.atelier.node.NodeRegistry;
import io.atelier.node.Services;
import io.atelier.node.SocketType;
import io.atelier.nodes.loader.ImageOnlyCheckpointLoader;
import io.atelier.prompt.Prompt;
import io.atelier.prompt.PromptValidator;
import io.atelier.storage.ModelFolders;
import io.atelier.testkit.LambdaNode;
import io.atelier.wire.ErrorJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of checkpoints that start from a picture, before and while a prompt runs. */
class ImageOnlyCheckpointTest {
  @TempDir Path base;

  private final NodeRegistry registry =
      NodeRegistry.builder()
          .add(ImageOnlyCheckpointLoader::new, "test")
          .add(
              LambdaNode.of(
                  NodeDefinition.of("End")
                      .inputs(Input.socket("model", new SocketType("MODEL"), Object.class))
                      .outputNode(),
                  (in, context) -> NodeOutput.none()),
              "test")
          .build();

  private Path checkpoints() throws IOException {
    return Files.createDirectories(base.resolve("models/checkpoints"));
  }

  private String validated(String name) {
    Services services = Services.of(Map.of(ModelFolders.class, new ModelFolders(base)));
    String prompt =
        """
        {"1": {"class_type": "ImageOnlyCheckpointLoader", "inputs": {"ckpt_name": "%s"}},
         "2": {"class_type": "End", "inputs": {"model": ["1", 0]}}}
        """
            .formatted(name);
    return new PromptValidator(registry, services, ErrorJson::length)
        .validate(Prompt.fromJson(Json.parse(prompt)), null)
        .toString();
  }

  @Test
  void aModelForVideosIsRefusedWhenAPromptIsSubmitted() throws IOException {
    GeneratedFile file =
        new GeneratedFile()
            .computed("model.diffusion_model.input_blocks.0.0.weight", 320, 8, 3, 3)
            .computed("model.diffusion_model.input_blocks.1.0.time_stack.in_layers.0.weight", 320);
    for (int i = 1; i < 8; i++) {
      file.computed("model.diffusion_model.input_blocks.%d.0.in_layers.0.bias".formatted(i), 320);
    }
    file.write(checkpoints().resolve("svd.safetensors"));
    assertThat(validated("svd.safetensors"))
        .contains("custom_validation_failed", "ckpt_name")
        .contains(
            "svd.safetensors: It is a model for videos (Stable Video Diffusion), which cannot");
  }

  @Test
  void otherFilesAreRefusedToo() throws IOException {
    new GeneratedFile()
        .computed("decoder.conv_in.weight", 4, 4, 3, 3)
        .write(checkpoints().resolve("vae.safetensors"));
    Files.writeString(checkpoints().resolve("text.safetensors"), "no model");
    Files.writeString(checkpoints().resolve("pickle.ckpt"), "cos\nsystem\n");
    assertThat(validated("vae.safetensors"))
        .contains("It is of none of the families that are known: ");
    assertThat(validated("text.safetensors")).contains("is not a safetensors file");
    assertThat(validated("pickle.ckpt")).contains("Convert it to .safetensors");
  }

  @Test
  void aMissingFileIsToldAsOfOtherLoaders() {
    assertThat(validated("none.safetensors"))
        .contains("value_not_in_list")
        .doesNotContain("custom_validation_failed");
  }

  @Test
  void aModelOfAKnownKindIsOpenedWithWhatItHas() throws Exception {
    SyntheticModels.createHollowCheckpoint(base);
    assertThat(validated("sd15-synthetic.safetensors")).startsWith("Accepted");
    Services services =
        Services.of(
            Map.of(
                ModelFolders.class,
                new ModelFolders(base),
                ModelStore.class,
                new ModelStore(DiffusionSettings.standard())));
    Object prompt =
        Json.parse(
            """
            {"1": {"class_type": "ImageOnlyCheckpointLoader",
                   "inputs": {"ckpt_name": "sd15-synthetic.safetensors"}}}
            """);
    List<Object> opened = new Workflow((Map<?, ?>) prompt, registry, services).values("1");
    assertThat(opened.get(0)).isInstanceOf(Model.class);
    assertThat(opened.get(1)).isNull();
    assertThat(opened.get(2)).isInstanceOf(Vae.class);
  }
}

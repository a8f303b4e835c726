package io.atelier.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.diffusion.model.Model;
import io.atelier.diffusion.schedule.Parameterization;
import io.atelier.diffusion.store.DiffusionSettings;
import io.atelier.diffusion.store.ModelStore;
import io.atelier.diffusion.text.TextEncoder;
import io.atelier.json.Json;
import io.atelier.node.Node;
import io.atelier.node.NodeRegistry;
import io.atelier.node.Services;
import io.atelier.node.harness.NodeFailure;
import io.atelier.node.harness.NodeHarness;
import io.atelier.nodes.loader.CheckpointLoaderSimple;
import io.atelier.nodes.loader.DualCLIPLoader;
import io.atelier.storage.FileStore;
import io.atelier.storage.ModelFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nodes that open model files, on a checkpoint that has no weights. */
class LoadersTest {
  @TempDir Path base;

  private final NodeRegistry registry =
      NodeRegistry.builder().addListed(LoadersTest.class.getClassLoader(), "nodes").build();

  @BeforeEach
  void createFiles() throws IOException {
    SyntheticModels.createHollowCheckpoint(base);
    Files.createDirectories(base.resolve("models/configs"));
  }

  private Services services() {
    return Services.of(
        Map.of(
            FileStore.class,
            new FileStore(base),
            ModelFolders.class,
            new ModelFolders(base),
            ModelStore.class,
            new ModelStore(DiffusionSettings.standard())));
  }

  /** What the node opens by names that come over links, which nobody has checked. */
  private List<Object> linkedValues(Node node, Map<String, String> inputs) throws Exception {
    return NodeHarness.of(node).services(services()).linked(inputs).run().returned().values();
  }

  private List<Object> values(String classType, String inputs) throws Exception {
    String prompt =
        "{\"1\": {\"class_type\": \"%s\", \"inputs\": %s}}".formatted(classType, inputs);
    return new Workflow((Map<?, ?>) Json.parse(prompt), registry, services()).values("1");
  }

  private List<Object> withConfig(String yaml) throws Exception {
    Files.writeString(base.resolve("models/configs/c.yaml"), yaml);
    return values(
        "CheckpointLoader",
        "{\"config_name\": \"c.yaml\", \"ckpt_name\": \"sd15-synthetic.safetensors\"}");
  }

  @Test
  void aConfigurationTellsVelocityAndLayer() throws Exception {
    List<Object> opened =
        withConfig(
            """
            model:
              params:
                parameterization: "v"
                cond_stage_config:
                  params: {layer: penultimate}
            """);
    assertThat(((Model) opened.get(0)).parameterization()).isEqualTo(Parameterization.V);
    assertThat(((TextEncoder) opened.get(1)).layer()).isEqualTo(-2);
    assertThat(opened.get(2)).isNotNull();
  }

  @Test
  void whereAConfigurationSaysNothingTheFileDecides() throws Exception {
    List<Object> opened =
        withConfig("model: {params: {cond_stage_config: {params: {layer_idx: -3}}}}");
    assertThat(((Model) opened.get(0)).parameterization()).isEqualTo(Parameterization.EPS);
    assertThat(((TextEncoder) opened.get(1)).layer()).isEqualTo(-3);
    assertThat(((TextEncoder) withConfig("").get(1)).layer()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a: [", "!!java.net.URL [\"http://localhost\"]", "a: &a [*a, *b]"})
  void aConfigurationThatIsNoneIsSaidSo(String yaml) {
    assertThatThrownBy(() -> withConfig(yaml))
        .isInstanceOf(NodeFailure.class)
        .hasMessageContaining("c.yaml is not YAML");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../configs/c.yaml", "missing.safetensors", "nul\u0000"})
  void aFileThatIsNotListedIsNotFound(String name) {
    assertThatThrownBy(() -> linkedValues(new CheckpointLoaderSimple(), Map.of("ckpt_name", name)))
        .isInstanceOf(NodeFailure.class)
        .hasMessageContaining("Model in folder 'checkpoints' with filename");
  }

  @Test
  void aLinkThatSomebodyPlacedInTheFolderIsFollowed() throws Exception {
    Path elsewhere = Files.createDirectories(base.resolve("elsewhere"));
    Path file = base.resolve("models/checkpoints/sd15-synthetic.safetensors");
    Files.move(file, elsewhere.resolve("x.safetensors"));
    Files.createSymbolicLink(file, elsewhere.resolve("x.safetensors"));
    assertThat(values("CheckpointLoaderSimple", "{\"ckpt_name\": \"sd15-synthetic.safetensors\"}"))
        .hasSize(3);
  }

  @Test
  void aPickleIsNotOpened() throws IOException {
    Files.writeString(base.resolve("models/checkpoints/a.ckpt"), "cos\nsystem\n");
    assertThatThrownBy(() -> values("CheckpointLoaderSimple", "{\"ckpt_name\": \"a.ckpt\"}"))
        .isInstanceOf(NodeFailure.class)
        .hasMessageContaining("Convert it to .safetensors");
  }

  @Test
  void otherPairsOfTextEncodersAreRefused() {
    assertThatThrownBy(
            () ->
                linkedValues(
                    new DualCLIPLoader(),
                    Map.of("clip_name1", "a", "clip_name2", "b", "type", "flux")))
        .isInstanceOf(NodeFailure.class)
        .hasMessageContaining("text encoders of type 'flux' are not known here");
  }

  @Test
  void aFolderWithoutANetworkIsSaidSo() throws IOException {
    Path model = Files.createDirectories(base.resolve("models/diffusers/sd"));
    Files.writeString(model.resolve("model_index.json"), "{}");
    assertThatThrownBy(() -> values("DiffusersLoader", "{\"model_path\": \"sd\"}"))
        .isInstanceOf(NodeFailure.class)
        .hasMessageContaining("sd/unet has none of the files");
  }
}

package io.atelier.diffusion.conditioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.diffusion.family.Architecture;
import io.atelier.diffusion.family.stablediffusion.ExtraChannels;
import io.atelier.diffusion.family.stablediffusion.UNetArchitecture;
import io.atelier.diffusion.layer.Weights;
import io.atelier.diffusion.model.Checkpoints;
import io.atelier.diffusion.store.DiffusionSettings;
import io.atelier.diffusion.store.LoraPatch;
import io.atelier.diffusion.store.ModelFile;
import io.atelier.diffusion.store.ModelStore;
import io.atelier.diffusion.store.UnrecognisedModelException;
import io.atelier.diffusion.store.WeightSource;
import io.atelier.diffusion.store.WeightsKey;
import io.atelier.diffusion.unet.ControlParts;
import io.atelier.inference.GeneratedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is seen in the headers of files of control nets and of special UNets. */
class ControlFilesTest {
  @TempDir Path folder;

  private final ModelStore store = new ModelStore(DiffusionSettings.standard());

  @AfterEach
  void close() {
    store.close();
  }

  private ModelFile write(GeneratedFile file, String name) throws IOException {
    return file.write(folder.resolve(name));
  }

  /** As much of a network as tells the family. */
  private static GeneratedFile unet(long inputs, long contextWidth) {
    return new GeneratedFile()
        .zero("input_blocks.0.0.weight", 320, inputs, 3, 3)
        .zero("input_blocks.1.0.in_layers.0.weight", 320)
        .zero("input_blocks.1.1.proj_in.weight", 320, 320, 1, 1)
        .zero("input_blocks.1.1.transformer_blocks.0.norm1.weight", 320)
        .zero("input_blocks.1.1.transformer_blocks.0.attn2.to_k.weight", 320, contextWidth);
  }

  private static GeneratedFile control() {
    return unet(4, 768).zero("input_hint_block.0.weight", 16, 3, 3, 3);
  }

  private static ExtraChannels extra(Architecture architecture) {
    return ((UNetArchitecture) architecture).extraChannels();
  }

  @Test
  void inputChannelsTellModelsForInpaintingAndEditing() throws IOException {
    assertThat(Checkpoints.openNetwork(store, write(unet(4, 768), "a.safetensors")).architecture())
        .extracting(ControlFilesTest::extra)
        .isEqualTo(ExtraChannels.NONE);
    assertThat(Checkpoints.openNetwork(store, write(unet(9, 768), "b.safetensors")).architecture())
        .extracting(ControlFilesTest::extra)
        .isEqualTo(ExtraChannels.MASKED_PICTURE);
    assertThat(Checkpoints.openNetwork(store, write(unet(8, 768), "c.safetensors")).architecture())
        .extracting(ControlFilesTest::extra)
        .isEqualTo(ExtraChannels.PICTURE);
    ModelFile other = write(unet(7, 768), "d.safetensors");
    assertThatThrownBy(() -> Checkpoints.openNetwork(store, other))
        .isInstanceOf(UnrecognisedModelException.class);
  }

  @Test
  void controlNetsAreFoundWithAndWithoutAPrefix() throws IOException {
    ModelFile bare = write(control(), "bare.safetensors");
    ModelFile wrapped =
        write(control().renamed(name -> "control_model." + name), "wrapped.safetensors");
    assertThat(ControlNets.open(store, bare, null).weights().source().names())
        .containsEntry("input_hint_block.0.weight", "input_hint_block.0.weight");
    assertThat(ControlNets.open(store, wrapped, null).weights().source().names())
        .containsEntry("input_hint_block.0.weight", "control_model.input_hint_block.0.weight");
  }

  @Test
  void theNameTellsNetsThatAverage() throws IOException {
    assertThat(
            ControlNets.open(store, write(control(), "control_v11e_sd15_shuffle.safetensors"), null)
                .kind())
        .isEqualTo(ControlNet.Kind.AVERAGED);
    assertThat(ControlNets.open(store, write(control(), "shuffled.safetensors"), null).kind())
        .isEqualTo(ControlNet.Kind.NET);
  }

  @Test
  void netsOfOtherKindsAreRefused() throws IOException {
    ModelFile none = write(unet(4, 768), "none.safetensors");
    ModelFile other =
        write(unet(4, 1000).zero("input_hint_block.0.weight", 16, 3, 3, 3), "other.safetensors");
    ModelFile hostile =
        write(
            new GeneratedFile().zero("input_hint_block.0.weight", 16).zero("x", 1),
            "hostile.safetensors");
    for (ModelFile file : new ModelFile[] {none, other, hostile}) {
      assertThatThrownBy(() -> ControlNets.open(store, file, null))
          .isInstanceOf(UnrecognisedModelException.class)
          .hasMessageContaining(file.toString());
    }
  }

  @Test
  void theDiffusersLayoutIsTranslated() throws IOException {
    Map<String, String> expected =
        Map.ofEntries(
            Map.entry("conv_in.weight", "input_blocks.0.0.weight"),
            Map.entry("time_embedding.linear_2.bias", "time_embed.2.bias"),
            Map.entry(
                "down_blocks.0.resnets.0.norm1.weight", "input_blocks.1.0.in_layers.0.weight"),
            Map.entry(
                "down_blocks.1.attentions.1.transformer_blocks.0.attn1.to_q.weight",
                "input_blocks.5.1.transformer_blocks.0.attn1.to_q.weight"),
            Map.entry("down_blocks.2.downsamplers.0.conv.bias", "input_blocks.9.0.op.bias"),
            Map.entry(
                "down_blocks.3.resnets.1.conv_shortcut.weight",
                "input_blocks.11.0.skip_connection.weight"),
            Map.entry(
                "mid_block.resnets.1.time_emb_proj.weight", "middle_block.2.emb_layers.1.weight"),
            Map.entry("mid_block.attentions.0.proj_in.bias", "middle_block.1.proj_in.bias"),
            Map.entry("controlnet_down_blocks.11.bias", "zero_convs.11.0.bias"),
            Map.entry("controlnet_mid_block.weight", "middle_block_out.0.weight"),
            Map.entry("controlnet_cond_embedding.conv_in.weight", "input_hint_block.0.weight"),
            Map.entry("controlnet_cond_embedding.blocks.5.bias", "input_hint_block.12.bias"),
            Map.entry("controlnet_cond_embedding.conv_out.bias", "input_hint_block.14.bias"));
    GeneratedFile file = new GeneratedFile().zero("something.else", 1);
    expected.keySet().forEach(name -> file.zero(name, 1));
    Map<String, String> found = ControlParts.of(write(file, "diffusers.safetensors")).names();
    assertThat(found).hasSize(expected.size());
    expected.forEach((name, original) -> assertThat(found).containsEntry(original, name));
  }

  @Test
  void differencesAreAddedToTheModelAsItIsPatched() throws IOException {
    ModelFile differences =
        write(
            new GeneratedFile()
                .given("both.weight", new long[] {1, 1}, 1)
                .given("own.weight", new long[] {1, 1}, 10)
                .zero("difference", 1)
                .zero("input_hint_block.0.weight", 1),
            "difference.safetensors");
    ModelFile base =
        write(
            new GeneratedFile()
                .given("model.both.weight", new long[] {1, 1}, 100)
                .given("model.other.weight", new long[] {1, 1}, 1000),
            "base.safetensors");
    ModelFile lora =
        write(
            new GeneratedFile()
                .given("a.diff", new long[] {1, 1}, 10_000)
                .given("b.diff", new long[] {1, 1}, 100_000),
            "lora.safetensors");
    WeightsKey model =
        WeightsKey.of(WeightSource.below(base, "model."))
            .with(new LoraPatch(lora, Map.of("a", "both.weight", "b", "other.weight"), 2));
    assertThat(ControlParts.isDifference(differences)).isTrue();
    assertThat(ControlParts.isDifference(base)).isFalse();
    WeightsKey sum = ControlParts.added(ControlParts.of(differences), model);
    double both =
        store.with(sum, Weights.class, w -> w, w -> w.get("both.weight").value().item_double());
    double own =
        store.with(sum, Weights.class, w -> w, w -> w.get("own.weight").value().item_double());
    assertThat(both).isEqualTo(1 + 100 + 2 * 10_000);
    assertThat(own).isEqualTo(10);
  }
}

package io.atelier.diffusion.family;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.diffusion.autoencoder.VaeFiles;
import io.atelier.diffusion.store.ModelFile;
import io.atelier.diffusion.store.WeightSource;
import io.atelier.inference.SyntheticModels;
import io.atelier.tensor.SafetensorsWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The names of a full-size model, there and back. */
class DiffusersNamesTest {
  @TempDir Path folder;

  private ModelFile file(Iterable<String> names) throws IOException {
    SafetensorsWriter writer = new SafetensorsWriter(Map.of());
    names.forEach(name -> writer.add(name, new long[] {0}, new float[0]));
    Path path = folder.resolve("file.safetensors");
    writer.write(path);
    return ModelFile.read(path);
  }

  @Test
  void aUNetIsFoundByTheNamesThatLoraFilesUse() throws IOException {
    SyntheticModels.createHollowCheckpoint(folder);
    WeightSource usual =
        ModelParts.network(
            ModelFile.read(folder.resolve("models/checkpoints/sd15-synthetic.safetensors")));
    Map<String, String> diffusers = new HashMap<>();
    LoraNames.ofUnet(usual)
        .forEach(
            (name, weight) -> {
              if (name.startsWith("unet.")) {
                String stored = name.substring("unet.".length()).replace(".processor.to_", ".to_");
                diffusers.put(weight, stored.endsWith(".to_out") ? stored + ".0" : stored);
              }
            });
    TreeSet<String> stored = new TreeSet<>();
    diffusers
        .values()
        .forEach(
            layer -> {
              stored.add(layer + ".weight");
              stored.add(layer + ".bias");
            });
    WeightSource found = Families.loneNetwork(file(stored));
    assertThat(found.names().keySet()).containsAll(usual.names().keySet());
    diffusers.forEach(
        (weight, layer) -> assertThat(found.names()).containsEntry(weight, layer + ".weight"));
  }

  @Test
  void anAutoencodersNamesAreConverted() throws IOException {
    WeightSource found =
        VaeFiles.weights(
            file(
                java.util.List.of(
                    "decoder.conv_in.weight",
                    "decoder.up_blocks.0.resnets.0.conv1.weight",
                    "decoder.up_blocks.1.resnets.0.conv1.weight",
                    "decoder.up_blocks.1.resnets.2.conv_shortcut.bias",
                    "decoder.up_blocks.0.upsamplers.0.conv.weight",
                    "decoder.mid_block.attentions.0.to_out.0.weight",
                    "decoder.mid_block.attentions.0.query.weight",
                    "decoder.mid_block.attentions.0.group_norm.bias",
                    "decoder.mid_block.resnets.1.norm2.weight",
                    "decoder.conv_norm_out.weight",
                    "encoder.down_blocks.0.downsamplers.0.conv.bias",
                    "encoder.down_blocks.1.resnets.1.norm1.weight",
                    "post_quant_conv.weight")));
    assertThat(found.names().keySet())
        .containsExactlyInAnyOrder(
            "decoder.conv_in.weight",
            "decoder.up.1.block.0.conv1.weight",
            "decoder.up.0.block.0.conv1.weight",
            "decoder.up.0.block.2.nin_shortcut.bias",
            "decoder.up.1.upsample.conv.weight",
            "decoder.mid.attn_1.proj_out.weight",
            "decoder.mid.attn_1.q.weight",
            "decoder.mid.attn_1.norm.bias",
            "decoder.mid.block_2.norm2.weight",
            "decoder.norm_out.weight",
            "encoder.down.0.downsample.conv.bias",
            "encoder.down.1.block.1.norm1.weight",
            "post_quant_conv.weight");
  }
}

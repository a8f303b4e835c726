package io.atelier.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.autoencoder.PixelSpace;
import io.atelier.diffusion.conditioning.Conditioning;
import io.atelier.diffusion.conditioning.ControlNet;
import io.atelier.diffusion.store.DiffusionSettings;
import io.atelier.diffusion.store.ModelStore;
import io.atelier.diffusion.store.WeightSource;
import io.atelier.diffusion.store.WeightsKey;
import io.atelier.diffusion.unet.UNetKind;
import io.atelier.image.ImageBatch;
import io.atelier.image.Latent;
import io.atelier.node.Node;
import io.atelier.node.harness.NodeHarness;
import io.atelier.nodes.conditioning.ControlNetApply;
import io.atelier.nodes.conditioning.ControlNetApplyAdvanced;
import io.atelier.nodes.vae.InstructPixToPixConditioning;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes that give conditionings a picture to show. */
class ShownPicturesTest {
  @TempDir Path folder;

  private final Conditioning text =
      Conditioning.of(Conditioning.Entry.of(FloatArray.zeros(1, 7, 24), null));
  private final Conditioning other =
      Conditioning.of(Conditioning.Entry.of(FloatArray.zeros(1, 7, 24), null));

  private static List<Object> run(Node node, Map<String, Object> inputs) {
    return NodeHarness.of(node).linked(inputs).run().returned().values();
  }

  private static Conditioning.Entry entry(Object conditioning) {
    return ((Conditioning) conditioning).entries().get(0);
  }

  private static ImageBatch picture(int height, int width) {
    ImageBatch picture = ImageBatch.zeros(1, height, width, 3);
    Arrays.fill(picture.data(), 0.75f);
    return picture;
  }

  private ControlNet net() throws IOException {
    return new ControlNet(
        new ModelStore(DiffusionSettings.standard()),
        WeightsKey.of(
            WeightSource.below(
                new GeneratedFile().zero("x", 1).write(folder.resolve("net.safetensors")), "")),
        UNetKind.SD1.heads(),
        ControlNet.Kind.NET);
  }

  @Test
  void editingShowsThePictureCutToEightsAndStartsFromAnEmptyLatentOfItsSize() throws Exception {
    List<Object> values =
        run(
            new InstructPixToPixConditioning(),
            Map.of(
                "positive",
                text,
                "negative",
                other,
                "vae",
                new PixelSpace(),
                "pixels",
                picture(9, 17)));
    Conditioning.Inpaint shown = entry(values.get(0)).inpaint();
    assertThat(shown.latent().shape()).containsExactly(1, 3, 8, 16);
    assertThat(shown.latent().data()).containsOnly(0.5f);
    assertThat(shown.mask()).isNull();
    assertThat(entry(values.get(1)).inpaint()).isEqualTo(shown);
    Latent latent = (Latent) values.get(2);
    assertThat(latent.samples().shape()).containsExactly(1, 3, 8, 16);
    assertThat(latent.samples().data()).containsOnly(0);
    assertThat(latent.noiseMask()).isNull();
  }

  @Test
  void controlWithoutStrengthChangesNothing() throws Exception {
    Map<String, Object> inputs =
        Map.of("conditioning", text, "control_net", net(), "image", picture(8, 8), "strength", 0.0);
    assertThat(run(new ControlNetApply(), inputs).get(0)).isSameAs(text);
  }

  @Test
  void controlsAreChainedAndBothSidesHaveEqualOnes() throws Exception {
    ControlNet net = net();
    Object once =
        run(
                new ControlNetApply(),
                Map.of(
                    "conditioning",
                    text,
                    "control_net",
                    net,
                    "image",
                    picture(8, 8),
                    "strength",
                    0.5))
            .get(0);
    assertThat(entry(once).sharesControl()).isTrue();
    List<Object> twice =
        run(
            new ControlNetApplyAdvanced(),
            Map.of(
                "positive",
                once,
                "negative",
                once,
                "control_net",
                net,
                "image",
                picture(16, 8),
                "strength",
                1.0,
                "start_percent",
                0.25,
                "end_percent",
                0.5));
    Conditioning.Control control = entry(twice.get(0)).control();
    assertThat(entry(twice.get(0)).sharesControl()).isFalse();
    assertThat(entry(twice.get(1)).control()).isEqualTo(control);
    assertThat(control.hint().shape()).containsExactly(1, 3, 16, 8);
    assertThat(control.range()).isEqualTo(new Conditioning.Range(0.25, 0.5));
    assertThat(control.previous()).isEqualTo(entry(once).control());
    assertThat(control.previous().strength()).isEqualTo(0.5);
  }
}

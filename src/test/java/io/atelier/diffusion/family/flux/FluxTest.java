package io.atelier.diffusion.family.flux;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.conditioning.Conditioning;
import io.atelier.diffusion.conditioning.FluxHints;
import io.atelier.diffusion.family.Architecture;
import io.atelier.diffusion.family.Families;
import io.atelier.diffusion.family.RunStart;
import io.atelier.diffusion.network.Hints;
import io.atelier.diffusion.store.ModelFile;
import io.atelier.inference.GeneratedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FluxTest {
  private static final RunStart START = new RunStart(FloatArray.zeros(2, 16, 4, 6), null, false);

  @TempDir private Path temporary;

  private ModelFile file(String prefix, int inChannels, boolean guided) throws IOException {
    GeneratedFile file =
        new GeneratedFile()
            .computed(prefix + "double_blocks.0.img_attn.norm.key_norm.scale", 128)
            .computed(prefix + "double_blocks.0.img_attn.norm.query_norm.scale", 128)
            .computed(prefix + "img_in.weight", 128, inChannels * 4L)
            .computed(prefix + "img_in.bias", 128)
            .computed(prefix + "final_layer.linear.weight", 64, 128)
            .computed(prefix + "vector_in.in_layer.weight", 128, 32);
    if (guided) {
      file.computed(prefix + "guidance_in.in_layer.weight", 128, 256);
    }
    return file.write(temporary.resolve(inChannels + " " + guided + ".safetensors"));
  }

  private static Optional<Architecture> recognised(ModelFile file) {
    return Families.recognise(file, Families.loneNetwork(file));
  }

  private Architecture architecture(int inChannels, boolean guided) throws IOException {
    return recognised(file("", inChannels, guided)).orElseThrow();
  }

  private static Conditioning.Entry entry() {
    return Conditioning.Entry.of(FloatArray.zeros(1, 3, 48), FloatArray.zeros(1, 32));
  }

  @Test
  void modelsAreFoundAmongAllFamiliesWithAndWithoutPrefix() throws IOException {
    assertThat(architecture(16, true).family()).isInstanceOf(Flux.class);
    assertThat(recognised(file("model.diffusion_model.", 16, true)))
        .hasValueSatisfying(found -> assertThat(found.family()).isInstanceOf(Flux.class));
  }

  @Test
  void aModelWithAnUnknownInputIsNotTaken() throws IOException {
    assertThat(recognised(file("", 20, true))).isEmpty();
  }

  @Test
  void guidedModelsHaveShiftedLevelsAndDistilledOnesEvenOnes() throws IOException {
    assertThat(architecture(16, true).levels().sigma(0.5)).isGreaterThan(0.7f);
    assertThat(architecture(16, false).levels().sigma(0.5)).isEqualTo(0.5f);
  }

  @Test
  void theNetworkIsToldOfGuidanceUnlessThatIsDisabled() throws IOException {
    Architecture model = architecture(16, true);
    assertThat(guidance(model, entry())).containsExactly(3.5f);
    assertThat(
            guidance(
                model, entry().withFlux(hints -> hints.withGuidance(FluxHints.Guidance.of(2)))))
        .containsExactly(2f);
    Conditioning.Entry disabled =
        entry().withFlux(hints -> hints.withGuidance(FluxHints.Guidance.DISABLED));
    assertThat(model.hints(disabled, START).find(FluxNetwork.GUIDANCE)).isNull();
    assertThat(architecture(16, false).hints(entry(), START).find(FluxNetwork.GUIDANCE)).isNull();
  }

  private static float[] guidance(Architecture model, Conditioning.Entry entry) {
    return requireNonNull(model.hints(entry, START).find(FluxNetwork.GUIDANCE)).data();
  }

  @Test
  void referencesAreToldInTheScaleOfSampling() throws IOException {
    FloatArray latent = new FloatArray(new int[] {1, 1, 1, 1}, new float[] {1});
    Hints hints =
        architecture(16, true).hints(entry().withFlux(said -> said.withReference(latent)), START);
    References references = requireNonNull(hints.find(FluxNetwork.REFERENCES));
    assertThat(references.placement()).isEqualTo(FluxHints.Placement.OFFSET);
    assertThat(references.latents().get(0).data()[0]).isCloseTo(0.31925f, within());
    assertThat(architecture(16, true).hints(entry(), START).find(FluxNetwork.REFERENCES)).isNull();
  }

  private static Offset<Float> within() {
    return Offset.offset(1e-5f);
  }

  @Test
  void modelsAreShownPicturesAndMasksByTheirInput() throws IOException {
    assertThat(architecture(16, true).channels(entry(), START)).isNull();
    assertThat(requireNonNull(architecture(32, true).channels(entry(), START)).shape())
        .containsExactly(2, 16, 4, 6);
    FloatArray both = requireNonNull(architecture(96, true).channels(entry(), START));
    assertThat(both.shape()).containsExactly(2, 80, 4, 6);
    assertThat(both.data()[0]).isCloseTo(-0.04185f, within());
    assertThat(both.data()[both.itemLength() - 1]).isEqualTo(1);
  }

  @Test
  void loraFilesNameTheLayersOfTheNetwork() throws IOException {
    ModelFile file = file("", 16, true);
    assertThat(new Flux().loraNames(Families.loneNetwork(file)))
        .containsEntry("diffusion_model.img_in", "img_in.weight")
        .containsEntry("lora_unet_img_in", "img_in.weight")
        .containsEntry("diffusion_model.img_in.bias", "img_in.bias");
  }
}

package io.atelier.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.conditioning.Conditioning;
import io.atelier.diffusion.family.Architecture;
import io.atelier.diffusion.family.Families;
import io.atelier.diffusion.family.ModelParts;
import io.atelier.diffusion.family.RunStart;
import io.atelier.diffusion.family.stablediffusion.ExtraChannels;
import io.atelier.diffusion.family.stablediffusion.UNetArchitecture;
import io.atelier.diffusion.schedule.Parameterization;
import io.atelier.diffusion.store.DiffusionSettings;
import io.atelier.diffusion.store.ModelFile;
import io.atelier.diffusion.store.ModelStore;
import io.atelier.diffusion.text.Embeddings;
import io.atelier.diffusion.text.TextNetwork;
import io.atelier.diffusion.unet.UNet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which family a file is of, by its header. */
class FamiliesTest {
  private static final String NETWORK = "model.diffusion_model.";
  private static final String SPREAD =
      NETWORK + "output_blocks.11.1.transformer_blocks.0.norm1.bias";

  @TempDir Path folder;

  /** As much of a network as tells the family. */
  private static GeneratedFile network(
      long channels, long inputs, long context, boolean linear, long label, int... depths) {
    GeneratedFile file =
        new GeneratedFile().zero(NETWORK + "input_blocks.0.0.weight", channels, inputs, 3, 3);
    int block = 1;
    for (int i = 0; i < depths.length; i++) {
      String place = NETWORK + "input_blocks." + block++ + ".";
      file.zero(place + "0.in_layers.0.weight", 1);
      for (int depth = 0; depth < depths[i]; depth++) {
        String layer = place + "1.transformer_blocks." + depth + ".";
        file.zero(layer + "norm1.weight", 1);
        file.zero(layer + "attn2.to_k.weight", 1, context);
      }
      if (depths[i] > 0) {
        file.zero(place + "1.proj_in.weight", linear ? new long[] {1, 1} : new long[] {1, 1, 1, 1});
      }
      if (i % 2 == 1) {
        file.zero(NETWORK + "input_blocks." + block++ + ".0.op.weight", 1);
      }
    }
    return label == 0 ? file : file.zero(NETWORK + "label_emb.0.0.weight", 1, label);
  }

  private static GeneratedFile sd2(long inputs, long label) {
    return network(320, inputs, 1024, true, label, 1, 1, 1, 1, 1, 1, 0, 0);
  }

  private static GeneratedFile xl() {
    return network(320, 4, 2048, true, 2816, 0, 0, 2, 2, 10, 10);
  }

  private static GeneratedFile refiner() {
    return network(384, 4, 1280, true, 2560, 0, 0, 4, 4, 4, 4, 0, 0);
  }

  private UNetArchitecture recognised(GeneratedFile generated) throws IOException {
    ModelFile file = generated.write(folder.resolve("file.safetensors"));
    List<Architecture> found =
        Families.all().stream()
            .flatMap(family -> family.recognise(file, ModelParts.network(file)).stream())
            .toList();
    assertThat(found).hasSize(1);
    return (UNetArchitecture) found.get(0);
  }

  @Test
  void shapesTellTheFamily() throws IOException {
    assertThat(recognised(network(320, 4, 768, false, 0, 1, 1)).family().name())
        .isEqualTo("Stable Diffusion 1");
    assertThat(recognised(sd2(4, 0)).family().name()).isEqualTo("Stable Diffusion 2");
    assertThat(recognised(xl()).family().name()).isEqualTo("Stable Diffusion XL");
    assertThat(recognised(refiner()).family().name()).isEqualTo("Stable Diffusion XL refiner");
    assertThat(recognised(xl()).latent().scale()).isEqualTo(0.13025);
    assertThat(recognised(sd2(9, 0)).extraChannels()).isEqualTo(ExtraChannels.MASKED_PICTURE);
  }

  @Test
  void otherShapesAreOfNoFamily() throws IOException {
    ModelFile file =
        network(320, 4, 2048, true, 2816, 0, 0, 2, 2, 4, 4)
            .write(folder.resolve("distilled.safetensors"));
    assertThat(Families.recognise(file, ModelParts.network(file))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "4, 0.1, -0.1, V",
    "4, 0.08, -0.08, EPS",
    "9, 0.1, -0.1, EPS",
  })
  void theSpreadOfAWeightTellsWhatStableDiffusion2Predicts(
      long inputs, float one, float other, Parameterization expected) throws IOException {
    assertThat(
            recognised(sd2(inputs, 0).given(SPREAD, new long[] {2}, one, other)).parameterization())
        .isEqualTo(expected);
  }

  @Test
  void aModelThatSeesPicturesIsToldOfNone() throws IOException {
    FloatArray label =
        recognised(sd2(4, 1536))
            .hints(
                Conditioning.Entry.of(FloatArray.zeros(1, 1, 1), null),
                new RunStart(FloatArray.zeros(1, 4, 8, 8), null, false))
            .find(UNet.LABEL);
    assertThat(label.shape()).containsExactly(1, 1536);
    assertThat(label.isZero()).isTrue();
  }

  @Test
  void marksTellWhatXlPredictsAndHowItsNoiseEnds() throws IOException {
    assertThat(recognised(xl()).parameterization()).isEqualTo(Parameterization.EPS);
    UNetArchitecture velocity = recognised(xl().zero("v_pred", 1));
    assertThat(velocity.parameterization()).isEqualTo(Parameterization.V);
    assertThat(velocity.levels().sigmaMax()).isLessThan(15);
    UNetArchitecture toNoise = recognised(xl().zero("v_pred", 1).zero("ztsnr", 1));
    assertThat(toNoise.levels().sigmaMax()).isGreaterThan(4000);
  }

  @Test
  void theRefinerIsToldOfBeautyWhereNothingIsSaid() throws IOException {
    UNetArchitecture architecture = recognised(refiner());
    Conditioning.Entry entry =
        Conditioning.Entry.of(FloatArray.zeros(1, 1, 1), FloatArray.zeros(1, 1280));
    FloatArray latent = FloatArray.zeros(1, 4, 8, 8);
    FloatArray wanted =
        architecture.hints(entry, new RunStart(latent, null, false)).find(UNet.LABEL);
    FloatArray unwanted =
        architecture.hints(entry, new RunStart(latent, null, true)).find(UNet.LABEL);
    int score = 1280 + 4 * 256;
    assertThat(wanted.shape()).containsExactly(1, 2560);
    assertThat(wanted.data()[score]).isEqualTo((float) Math.cos(6));
    assertThat(unwanted.data()[score]).isEqualTo((float) Math.cos(2.5));
  }

  private static GeneratedFile withText(GeneratedFile file, String prefix, int width) {
    return file.zero(prefix + "token_embedding.weight", 1, width)
        .zero(prefix + "transformer.resblocks.0.mlp.c_fc.weight", 1, width);
  }

  @Test
  void textEncodersAreFoundWhereTheFamilyHasThem() throws IOException {
    GeneratedFile both =
        withText(xl(), "conditioner.embedders.1.model.", 1280)
            .zero(
                "conditioner.embedders.0.transformer.text_model.embeddings.token_embedding.weight",
                1,
                768)
            .zero(
                "conditioner.embedders.0.transformer.text_model.encoder.layers.0.mlp.fc1.weight",
                1,
                768);
    assertThat(textNetworks(both)).containsExactly("l", "g");
    assertThat(textNetworks(withText(sd2(4, 0), "cond_stage_model.model.", 1024)))
        .containsExactly("h");
    assertThat(textNetworks(withText(refiner(), "conditioner.embedders.0.model.", 1280)))
        .containsExactly("g");
    assertThat(textNetworks(xl())).isEmpty();
  }

  private List<String> textNetworks(GeneratedFile generated) throws IOException {
    ModelFile file = generated.write(folder.resolve("text.safetensors"));
    try (ModelStore store = new ModelStore(DiffusionSettings.standard())) {
      return Families.recognise(file, ModelParts.network(file))
          .flatMap(found -> found.family().textEncoder(store, file, Embeddings.NONE))
          .stream()
          .flatMap(encoder -> encoder.networks().stream())
          .map(TextNetwork::name)
          .toList();
    }
  }
}

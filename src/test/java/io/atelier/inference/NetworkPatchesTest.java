package io.atelier.inference;

import static io.atelier.testkit.NumbersAssert.assertNumbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.conditioning.Conditioning;
import io.atelier.diffusion.guidance.BlurredSelfAttention;
import io.atelier.diffusion.guidance.PerpendicularNegative;
import io.atelier.diffusion.guidance.PerturbedGuidance;
import io.atelier.diffusion.model.Model;
import io.atelier.diffusion.sampler.Samplers;
import io.atelier.diffusion.sampling.CfgGuider;
import io.atelier.diffusion.sampling.Sampling;
import io.atelier.diffusion.store.DiffusionSettings;
import io.atelier.diffusion.store.ModelStore;
import io.atelier.diffusion.store.WeightSource;
import io.atelier.diffusion.store.WeightsKey;
import io.atelier.diffusion.unet.AttentionMap;
import io.atelier.diffusion.unet.TiledAttention;
import io.atelier.diffusion.unet.TokenMerging;
import io.atelier.node.Node;
import io.atelier.node.harness.NodeHarness;
import io.atelier.nodes.latent.LatentApplyOperationCFG;
import io.atelier.nodes.latent.LatentOperation;
import io.atelier.nodes.patch.PatchModelAddDownscale;
import io.atelier.nodes.patch.UNetCrossAttentionMultiply;
import io.atelier.nodes.patch.UNetSelfAttentionMultiply;
import io.atelier.nodes.patch.UNetTemporalAttentionMultiply;
import io.atelier.tensor.NormalNoise;
import io.atelier.testkit.Tolerance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Changes within a UNet that is ten times narrower than Stable Diffusion's. Equal bits are asked
 * for where a change is left out or only multiplies with 1 or 0: then the same operations run.
 */
class NetworkPatchesTest {
  private static final double SIGMA = 5;

  @TempDir Path folder;

  private final ModelStore store = new ModelStore(DiffusionSettings.standard());
  private final FloatArray x = NormalNoise.of(1, 2, 4, 16, 8);
  private final FloatArray context = NormalNoise.of(2, 2, 7, 24);
  private Model model;

  @BeforeEach
  void openModel() throws IOException {
    GeneratedFile file = new GeneratedFile();
    TinyNetworks.unetShapes().forEach(file::computed);
    Path path = folder.resolve("unet.safetensors");
    model = TinyNetworks.model(store, WeightsKey.of(WeightSource.below(file.write(path), "")));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private float[] denoised(Model patched) {
    return denoised(patched, SIGMA);
  }

  private float[] denoised(Model patched, double sigma) {
    return patched.denoise(x, new double[] {sigma, sigma}, Model.Inputs.of(context)).data();
  }

  private static void assertClose(float[] actual, float[] expected) {
    assertNumbers(actual).near(expected, Tolerance.NETWORK);
  }

  private static void assertOther(float[] actual, float[] expected) {
    assertNumbers(actual).farFrom(expected, Tolerance.NETWORK);
  }

  private Model run(Node node, Map<String, Object> inputs) {
    return NodeHarness.of(node).with(inputs).with("model", model).run().output(0, Model.class);
  }

  @Test
  void oneTileIsTheWholeMap() {
    assertClose(denoised(model.with(new TiledAttention(16, 1, 3, false))), denoised(model));
  }

  @Test
  void tilesAttendToThemselves() {
    Model tiled = model.with(new TiledAttention(4, 1, 0, false));
    assertOther(denoised(tiled), denoised(model));
    assertThat(denoised(tiled)).isEqualTo(denoised(tiled));
    assertOther(denoised(model.with(new TiledAttention(4, 2, 1, true))), denoised(model));
  }

  @Test
  void withoutMergedTokensNothingChanges() {
    assertThat(denoised(model.with(new TokenMerging(0)))).isEqualTo(denoised(model));
  }

  @Test
  void fewMergedTokensChangeLittleAndManyMore() {
    float[] plain = denoised(model);
    float[] few = denoised(model.with(new TokenMerging(0.01)));
    float[] most = denoised(model.with(new TokenMerging(1)));
    assertOther(most, plain);
    assertThat(distance(few, plain)).isGreaterThan(0).isLessThan(distance(most, plain));
  }

  private static double distance(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (double) (a[i] - b[i]);
    }
    return sum;
  }

  @Test
  void tokensAreMergedWithinTiles() {
    Model both = model.with(new TokenMerging(0.5)).with(new TiledAttention(4, 1, 0, false));
    assertOther(denoised(both), denoised(model));
  }

  @Test
  void attentionReceivedIsOneOnAverage() {
    AttentionMap map = new AttentionMap(1, 16, 8);
    float[] plain = denoised(model);
    assertThat(denoised(model.with(map))).isEqualTo(plain);
    FloatArray received = Objects.requireNonNull(map.map());
    assertThat(received.shape()).containsExactly(1, 1, 2, 1);
    assertThat(received.data()[0] + received.data()[1])
        .isCloseTo(2f, within((float) Tolerance.NETWORK.single(2)));
  }

  private Model shrunk(double factor, boolean afterSkip) {
    return run(
        new PatchModelAddDownscale(),
        Map.of(
            "block_number",
            3L,
            "downscale_factor",
            factor,
            "start_percent",
            0.0,
            "end_percent",
            0.5,
            "downscale_after_skip",
            afterSkip,
            "downscale_method",
            "bicubic",
            "upscale_method",
            "bislerp"));
  }

  @Test
  void shrinkingByOneChangesNothing() {
    assertThat(denoised(shrunk(1, true))).isEqualTo(denoised(model));
    assertThat(denoised(shrunk(1, false))).isEqualTo(denoised(model));
  }

  @Test
  void mapsShrinkDuringTheFirstSteps() {
    assertOther(denoised(shrunk(2, true)), denoised(model));
    assertOther(denoised(shrunk(2, false)), denoised(model));
    double late = model.levels().percentToSigma(0.6);
    assertThat(denoised(shrunk(2, true), late)).isEqualTo(denoised(model, late));
  }

  private static Map<String, Object> factors(double q, double k, double v, double out) {
    return Map.of("q", q, "k", k, "v", v, "out", out);
  }

  @Test
  void factorsOfOneChangeNothing() {
    Model same = run(new UNetSelfAttentionMultiply(), factors(1, 1, 1, 1));
    assertThat(denoised(same)).isEqualTo(denoised(model));
  }

  @Test
  void queriesTimesAFactorAreKeysTimesIt() {
    float[] queries = denoised(run(new UNetCrossAttentionMultiply(), factors(3, 1, 1, 1)));
    assertClose(denoised(run(new UNetCrossAttentionMultiply(), factors(1, 3, 1, 1))), queries);
    assertOther(queries, denoised(model));
  }

  @Test
  void modelsOfPicturesHaveNoLayersOverTime() {
    Map<String, Object> overTime =
        Map.of(
            "self_structural",
            1.0,
            "self_temporal",
            0.0,
            "cross_structural",
            1.0,
            "cross_temporal",
            0.0);
    assertThat(denoised(run(new UNetTemporalAttentionMultiply(), overTime)))
        .isEqualTo(denoised(model));
    Map<String, Object> structural =
        Map.of(
            "self_structural",
            0.0,
            "self_temporal",
            1.0,
            "cross_structural",
            1.0,
            "cross_temporal",
            1.0);
    assertThat(denoised(run(new UNetTemporalAttentionMultiply(), structural)))
        .isEqualTo(denoised(run(new UNetSelfAttentionMultiply(), factors(1, 1, 1, 0))));
  }

  private FloatArray sampled(Model patched) {
    return sampled(patched, 4);
  }

  private FloatArray sampled(Model patched, double scale) {
    Conditioning positive = conditioning(2);
    Conditioning negative = conditioning(3);
    FloatArray latent = FloatArray.zeros(1, 4, 16, 8);
    return Sampling.run(
            new Sampling.Request(
                new CfgGuider(patched, positive, negative, scale),
                Samplers.get("euler"),
                new float[] {5, 2, 0},
                latent,
                null,
                NormalNoise.of(7, latent.shape()),
                7),
            TinyRuns.SILENT)
        .samples();
  }

  private static Conditioning conditioning(int seed) {
    return new Conditioning(
        List.of(Conditioning.Entry.of(NormalNoise.of(seed, 1, 7, 24), FloatArray.zeros(1, 24))));
  }

  @Test
  void theEmptyTextIsComparedWithBoth() {
    Model same = model.withRule(new PerpendicularNegative(conditioning(3), 1));
    assertNumbers(sampled(same)).near(sampled(model), Tolerance.SAMPLING);
    Model other = model.withRule(new PerpendicularNegative(conditioning(4), 1));
    assertNumbers(sampled(other)).farFrom(sampled(model), Tolerance.SAMPLING);
  }

  @Test
  void operationsApplyToTheDifferenceOfPredictions() {
    LatentOperation doubling =
        samples -> {
          float[] data = samples.data().clone();
          for (int i = 0; i < data.length; i++) {
            data[i] *= 2;
          }
          return new FloatArray(samples.shape(), data);
        };
    Model doubled = run(new LatentApplyOperationCFG(), Map.of("operation", doubling));
    assertNumbers(sampled(doubled, 4)).near(sampled(model, 8), Tolerance.SAMPLING);
  }

  @Test
  void perturbedAttentionGuides() {
    float[] plain = sampled(model).data();
    assertNumbers(sampled(model.withResult(new PerturbedGuidance(0))))
        .near(plain, Tolerance.SAMPLING);
    assertNumbers(sampled(model.withResult(new PerturbedGuidance(3))))
        .farFrom(plain, Tolerance.SAMPLING);
  }

  @Test
  void blurredAttentionGuides() {
    float[] plain = sampled(model).data();
    assertNumbers(sampled(model.withResult(new BlurredSelfAttention(0, 2))))
        .near(plain, Tolerance.SAMPLING);
    assertNumbers(sampled(model.withResult(new BlurredSelfAttention(1, 0))))
        .near(plain, Tolerance.SAMPLING);
    assertNumbers(sampled(model.withResult(new BlurredSelfAttention(1, 2))))
        .farFrom(plain, Tolerance.SAMPLING);
  }

  @Test
  void patchesLeaveNoNativeMemoryBehind() {
    Model patched =
        shrunk(2, true).with(new TokenMerging(0.5)).with(new TiledAttention(4, 1, 1, false));
    denoised(patched);
    long before = Pointer.totalCount();
    for (int i = 0; i < 10; i++) {
      denoised(patched);
    }
    // Fewer when the collector took pointers of other tests meanwhile.
    assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before);
  }
}

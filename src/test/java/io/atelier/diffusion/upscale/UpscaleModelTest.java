package io.atelier.diffusion.upscale;

import static io.atelier.testkit.NumbersAssert.assertNumbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.store.ComputePlan;
import io.atelier.diffusion.store.DiffusionSettings;
import io.atelier.diffusion.store.ModelStore;
import io.atelier.diffusion.store.UnrecognisedModelException;
import io.atelier.inference.GeneratedFile;
import io.atelier.tensor.NormalNoise;
import io.atelier.testkit.Tolerance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpscaleModelTest {
  private static final int WIDTH = 4;
  private static final int GROWTH = 2;

  @TempDir Path folder;

  private ModelStore store = new ModelStore(DiffusionSettings.standard());

  @AfterEach
  void close() {
    store.close();
  }

  /** A residual dense network of two blocks in the layout of newer files. */
  private static GeneratedFile residualDense(int doublings, int folded) {
    GeneratedFile file = new GeneratedFile();
    file.conv("conv_first", WIDTH, 3L * folded * folded, 3);
    for (int block = 0; block < 2; block++) {
      for (int dense = 1; dense <= 3; dense++) {
        for (int k = 1; k <= 5; k++) {
          file.conv(
              "body.%d.rdb%d.conv%d".formatted(block, dense, k),
              k == 5 ? WIDTH : GROWTH,
              WIDTH + (k - 1) * GROWTH,
              3);
        }
      }
    }
    file.conv("conv_body", WIDTH, WIDTH, 3);
    for (int i = 1; i <= doublings; i++) {
      file.conv("conv_up" + i, WIDTH, WIDTH, 3);
    }
    return file.conv("conv_hr", WIDTH, WIDTH, 3).conv("conv_last", 3, WIDTH, 3);
  }

  /** The names of the oldest files, for two doublings. */
  private static String oldest(String name) {
    return name.replaceFirst(
            "^body\\.(\\d)\\.rdb(\\d)\\.conv(\\d)", "model.1.sub.$1.RDB$2.conv$3.0")
        .replaceFirst("^conv_first", "model.0")
        .replaceFirst("^conv_body", "model.1.sub.2")
        .replaceFirst("^conv_up1", "model.3")
        .replaceFirst("^conv_up2", "model.6")
        .replaceFirst("^conv_hr", "model.8")
        .replaceFirst("^conv_last", "model.10");
  }

  private static String old(String name) {
    return name.replaceFirst("^body\\.(\\d)\\.rdb(\\d)", "RRDB_trunk.$1.RDB$2")
        .replaceFirst("^conv_body", "trunk_conv")
        .replaceFirst("^conv_up", "upconv")
        .replaceFirst("^conv_hr", "HRconv");
  }

  private UpscaleModel open(GeneratedFile file, String name) throws IOException {
    return UpscaleModel.open(store, file.write(folder.resolve(name + ".safetensors")));
  }

  private static FloatArray picture(int height, int width) {
    FloatArray noise = NormalNoise.of(3, 1, 3, height, width);
    for (int i = 0; i < noise.data().length; i++) {
      noise.data()[i] = (float) (0.5 + 0.5 * Math.tanh(noise.data()[i]));
    }
    return noise;
  }

  private static FloatArray enlarged(UpscaleModel model, FloatArray picture) {
    return model.upscale(picture, (done, total) -> {});
  }

  @Test
  void allLayoutsOfOneNetworkGiveTheSamePicture() throws IOException {
    GeneratedFile file = residualDense(2, 1);
    FloatArray picture = picture(6, 9);
    FloatArray result = enlarged(open(file, "new"), picture);
    assertThat(result.shape()).containsExactly(1, 3, 24, 36);
    // The same weights in the same network.
    assertThat(enlarged(open(file.renamed(UpscaleModelTest::old), "old"), picture).data())
        .isEqualTo(result.data());
    assertThat(enlarged(open(file.renamed(UpscaleModelTest::oldest), "oldest"), picture).data())
        .isEqualTo(result.data());
    assertThat(enlarged(open(file.renamed(n -> "params_ema." + n), "wrapped"), picture).data())
        .isEqualTo(result.data());
  }

  @Test
  void scalesFollowFromDoublingsAndFolding() throws IOException {
    FloatArray picture = picture(5, 7);
    int[][] cases = {{0, 1, 1}, {1, 1, 2}, {3, 1, 8}, {2, 2, 2}, {2, 4, 1}};
    for (int[] c : cases) {
      UpscaleModel model = open(residualDense(c[0], c[1]), c[0] + "-" + c[1]);
      assertThat(enlarged(model, picture).shape()).containsExactly(1, 3, 5 * c[2], 7 * c[2]);
    }
  }

  @Test
  void aBodyThatAddsNothingLeavesTheConvolutionsAround() throws IOException {
    GeneratedFile file = residualDense(0, 1).renamed(name -> name);
    for (int k = 0; k < 2; k++) {
      for (int dense = 1; dense <= 3; dense++) {
        file.zeroConv("body.%d.rdb%d.conv5".formatted(k, dense), WIDTH, WIDTH + 4L * GROWTH, 3);
      }
    }
    passing(file, "conv_first", WIDTH, 3);
    file.zeroConv("conv_body", WIDTH, WIDTH, 3);
    passing(file, "conv_hr", WIDTH, WIDTH);
    passing(file, "conv_last", 3, WIDTH);
    FloatArray picture = picture(4, 4);
    assertNumbers(enlarged(open(file, "plain"), picture)).near(picture, Tolerance.NETWORK);
  }

  /** A convolution whose output k is input k. */
  private static void passing(GeneratedFile file, String name, int outputs, int inputs) {
    float[] kernel = new float[outputs * inputs * 9];
    for (int k = 0; k < Math.min(outputs, inputs); k++) {
      kernel[(k * inputs + k) * 9 + 4] = 1;
    }
    file.given(name + ".weight", new long[] {outputs, inputs, 3, 3}, kernel)
        .zero(name + ".bias", outputs);
  }

  @Test
  void aCompactNetworkAddsToTheRepeatedPixels() throws IOException {
    GeneratedFile file = new GeneratedFile();
    passing(file, "body.0", 4, 3);
    file.given("body.1.weight", new long[] {4}, 0.25f, 0.25f, 0.25f, 0.25f);
    float[] last = new float[12 * 4 * 9];
    last[4] = 1;
    file.given("body.2.weight", new long[] {12, 4, 3, 3}, last);
    file.given("body.2.bias", new long[] {12}, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -0.5f);
    FloatArray pixel = new FloatArray(new int[] {1, 3, 1, 1}, new float[] {0.25f, 0.5f, 0.75f});
    FloatArray result = enlarged(open(file, "compact"), pixel);
    assertNumbers(result.data())
        .near(
            new float[] {
              0.5f, 0.25f, 0.25f, 0.25f, 0.5f, 0.5f, 0.5f, 0.5f, 0.75f, 0.75f, 0.75f, 0.25f
            },
            Tolerance.FLOATS);
  }

  @Test
  void largePicturesAreComputedInTilesThatAreReported() throws IOException {
    GeneratedFile file = new GeneratedFile();
    passing(file, "body.0", 3, 3);
    UpscaleModel model = open(file, "one-layer");
    FloatArray picture = picture(40, 600);
    List<String> told = new ArrayList<>();
    FloatArray result = model.upscale(picture, (done, total) -> told.add(done + "/" + total));
    assertThat(told).containsExactly("1/2", "2/2");
    FloatArray doubled = picture.scaled(2);
    for (int i = 0; i < doubled.data().length; i++) {
      doubled.data()[i] = Math.min(1, doubled.data()[i]);
    }
    assertNumbers(result).near(doubled, Tolerance.NETWORK);
  }

  @Test
  void tilesAreSmallerWhereMemoryIsShort() throws IOException {
    store = new ModelStore(DiffusionSettings.standard(), ComputePlan.STANDARD, () -> 1000);
    GeneratedFile file = new GeneratedFile();
    passing(file, "body.0", 3, 3);
    List<Integer> totals = new ArrayList<>();
    open(file, "one-layer").upscale(picture(40, 600), (done, total) -> totals.add(total));
    assertThat(totals).containsOnly(6).hasSize(6);
  }

  @Test
  void otherFilesAreRefused() throws IOException {
    List<GeneratedFile> others =
        List.of(
            new GeneratedFile().computed("x.weight", 3),
            new GeneratedFile().computed("body.0.weight", 5, 3, 3, 3),
            residualDense(2, 1).conv("body.0.rdb1.conv1x1", GROWTH, WIDTH, 1),
            new GeneratedFile()
                .conv("conv_first", WIDTH, 5, 3)
                .conv("body.0.rdb1.conv1", GROWTH, WIDTH, 3)
                .conv("conv_last", 3, WIDTH, 3));
    for (GeneratedFile file : others) {
      assertThatThrownBy(() -> open(file, "other"))
          .isInstanceOf(UnrecognisedModelException.class)
          .hasMessageContaining("other.safetensors");
    }
  }
}

package io.atelier.inference;

import static io.atelier.testkit.NumbersAssert.assertNumbers;
import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.autoencoder.LatentFormat;
import io.atelier.diffusion.conditioning.Conditioning;
import io.atelier.diffusion.family.Architecture;
import io.atelier.diffusion.family.ModelFamily;
import io.atelier.diffusion.family.RunStart;
import io.atelier.diffusion.family.stablediffusion.StableDiffusion1;
import io.atelier.diffusion.layer.Weights;
import io.atelier.diffusion.model.Checkpoints;
import io.atelier.diffusion.model.Model;
import io.atelier.diffusion.network.DenoisingNetwork;
import io.atelier.diffusion.network.Hint;
import io.atelier.diffusion.network.Hints;
import io.atelier.diffusion.network.NetworkInput;
import io.atelier.diffusion.network.NetworkPatches;
import io.atelier.diffusion.sampler.Samplers;
import io.atelier.diffusion.sampling.CfgGuider;
import io.atelier.diffusion.sampling.Sampling;
import io.atelier.diffusion.schedule.DiscreteLevels;
import io.atelier.diffusion.schedule.NoiseLevels;
import io.atelier.diffusion.schedule.Parameterization;
import io.atelier.diffusion.store.DiffusionSettings;
import io.atelier.diffusion.store.ModelStore;
import io.atelier.diffusion.store.WeightSource;
import io.atelier.diffusion.store.WeightsKey;
import io.atelier.tensor.NormalNoise;
import io.atelier.testkit.Tolerance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Latents with frames go the way of latents without: a network that looks at each frame alone makes
 * of a video what it makes of its frames.
 */
class FrameLatentsTest {
  private static final int FRAMES = 3;
  private static final Hint<FloatArray> STRENGTH = Hint.byItem("strength");
  private static final float[] SIGMAS = {10, 4, 1, 0};

  @TempDir Path folder;

  private final ModelStore store = new ModelStore(DiffusionSettings.standard());
  private WeightsKey weights;

  @BeforeEach
  void writeWeights() throws IOException {
    weights =
        WeightsKey.of(
            WeightSource.below(
                new GeneratedFile().zero("x", 1).write(folder.resolve("toy.safetensors")), ""));
  }

  @AfterEach
  void close() {
    store.close();
  }

  /** A network whose noise is part of the latent and what it is told. */
  private static final class Toy implements DenoisingNetwork {
    @Override
    public FloatArray predict(NetworkInput input, NetworkPatches patches) {
      FloatArray x = input.x();
      FloatArray told = Objects.requireNonNull(input.hints().find(STRENGTH));
      FloatArray out = FloatArray.zeros(x.shape());
      for (int i = 0; i < out.data().length; i++) {
        int item = i / x.itemLength();
        out.data()[i] = 0.5f * x.data()[i] + told.data()[item] + input.context().data()[0];
      }
      return out;
    }
  }

  private record ToyArchitecture(LatentFormat latent) implements Architecture {
    @Override
    public ModelFamily family() {
      return new StableDiffusion1();
    }

    @Override
    public NoiseLevels levels() {
      return DiscreteLevels.stableDiffusion();
    }

    @Override
    public Parameterization parameterization() {
      return Parameterization.EPS;
    }

    @Override
    public DenoisingNetwork network(Weights loaded) {
      return new Toy();
    }

    @Override
    public Hints hints(Conditioning.Entry entry, RunStart start) {
      float strength = start.negative() ? -0.25f : 0.25f;
      return Hints.NONE.with(STRENGTH, new FloatArray(new int[] {1, 1}, new float[] {strength}));
    }
  }

  private FloatArray sampled(FloatArray latent, @Nullable FloatArray mask, FloatArray noise) {
    LatentFormat likeStableDiffusion = LatentFormat.SD15;
    LatentFormat format =
        new LatentFormat(
            "toy",
            4,
            latent.rank(),
            likeStableDiffusion.scale(),
            0,
            likeStableDiffusion.preview(),
            null);
    Model model = Checkpoints.of(store, weights, new ToyArchitecture(format));
    Conditioning.Entry everywhere = Conditioning.Entry.of(FloatArray.zeros(1, 1, 1), null);
    Conditioning.Entry corner =
        Conditioning.Entry.of(new FloatArray(new int[] {1, 1, 1}, new float[] {0.5f}), null)
            .withArea(new Conditioning.Area(8, 8, 4, 4, false), 0.75);
    Sampling.Request request =
        new Sampling.Request(
            new CfgGuider(
                model, Conditioning.of(everywhere, corner), Conditioning.of(everywhere), 3),
            Samplers.get("euler"),
            SIGMAS,
            latent,
            mask,
            noise,
            5);
    return Sampling.run(request, TinyRuns.SILENT).samples();
  }

  /** A frame of a latent. */
  private static FloatArray frame(FloatArray video, int number) {
    int plane = video.size(3) * video.size(4);
    FloatArray frame = FloatArray.zeros(video.size(0), video.size(1), video.size(3), video.size(4));
    for (int map = 0; map < video.size(0) * video.size(1); map++) {
      System.arraycopy(
          video.data(), (map * FRAMES + number) * plane, frame.data(), map * plane, plane);
    }
    return frame;
  }

  private void assertFramesAreSampledAlike(@Nullable FloatArray mask) {
    FloatArray latent = NormalNoise.of(1, 2, 4, FRAMES, 12, 16);
    FloatArray noise = NormalNoise.of(2, 2, 4, FRAMES, 12, 16);
    FloatArray video = sampled(latent, mask, noise);
    assertThat(video.shape()).containsExactly(2, 4, FRAMES, 12, 16);
    for (int i = 0; i < FRAMES; i++) {
      assertNumbers(frame(video, i))
          .near(sampled(frame(latent, i), mask, frame(noise, i)), Tolerance.NETWORK);
    }
  }

  @Test
  void areasCountInEveryFrame() {
    assertFramesAreSampledAlike(null);
  }

  @Test
  void masksCountInEveryFrame() {
    FloatArray mask = FloatArray.zeros(1, 1, 12, 16);
    java.util.Arrays.fill(mask.data(), 0, 96, 1);
    assertFramesAreSampledAlike(mask);
  }
}

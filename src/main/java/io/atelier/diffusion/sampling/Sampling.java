package io.atelier.diffusion.sampling;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.autoencoder.LatentFormat;
import io.atelier.diffusion.conditioning.Bilinear;
import io.atelier.diffusion.model.Model;
import io.atelier.diffusion.sampler.Denoiser;
import io.atelier.diffusion.sampler.Sampler;
import io.atelier.diffusion.sampler.SamplerRun;
import io.atelier.diffusion.schedule.Parameterization;
import io.atelier.tensor.NormalNoise;
import org.jspecify.annotations.Nullable;

/**
 * One way from noise to a latent: fits latent, noise, mask and conditioning to each other, scales
 * into the model's space, runs a sampler and scales back.
 */
public final class Sampling {
  private static final double SAME = 1e-5;

  private Sampling() {}

  /**
   * What to sample.
   *
   * @param latent to start from [batch, channels, height, width], with frames before the height for
   *     videos, unscaled
   * @param mask 1 where the latent may change, [batch, 1, height, width] of any size; null for
   *     everywhere
   * @param noise of the latent's shape
   * @param seed of the noise that samplers draw on the way
   */
  public record Request(
      Guider guider,
      Sampler sampler,
      float[] sigmas,
      FloatArray latent,
      @Nullable FloatArray mask,
      FloatArray noise,
      long seed) {}

  /**
   * What came out, unscaled.
   *
   * @param denoised the last prediction; the same as the samples when no step was taken
   */
  public record Result(FloatArray samples, FloatArray denoised) {}

  /** Hears of every step. */
  public interface Listener {
    /** Throws when the run is to end. */
    void checkInterrupted();

    /**
     * A step's first prediction is there.
     *
     * @param step from 1
     * @param total number of steps
     * @param x the latent before the step, scaled
     * @param denoised the prediction, scaled
     */
    void onStep(int step, int total, FloatArray x, FloatArray denoised);
  }

  /** Runs to the end, or until the listener throws. */
  public static Result run(Request request, Listener listener) {
    float[] sigmas = request.sigmas();
    if (sigmas.length == 0) {
      return new Result(request.latent(), request.latent());
    }
    Model model = request.guider().model();
    LatentFormat format = model.latent();
    FloatArray latent = format.scaled(request.latent());
    double first = sigmas[0];
    boolean fromNoise = first >= model.levels().sigmaMax() * (1 - SAME);
    Parameterization meaning = model.parameterization();
    FloatArray x =
        FloatArray.combine(
            meaning.noiseShare(first, fromNoise),
            request.noise(),
            meaning.latentShare(first),
            latent);
    try (Run run = new Run(request, latent, listener)) {
      FloatArray result = sigmas.length < 2 ? x : request.sampler().sample(run, x, sigmas, run);
      double left = meaning.latentShare(sigmas[sigmas.length - 1]);
      FloatArray samples = format.unscaled(result, left);
      FloatArray last = run.lastDenoised;
      return new Result(samples, last == null ? samples : format.unscaled(last));
    }
  }

  /** The model and the surroundings of one run. */
  private static final class Run implements Denoiser, SamplerRun, AutoCloseable {
    private final Request request;
    private final Model model;
    private final FloatArray latent;
    private final @Nullable FloatArray mask;
    private final FloatArray keptNoise;
    private final BatchedDenoiser denoiser;
    private final Listener listener;
    private final NormalNoise stream;
    private final NormalNoise initialStream;
    private @Nullable FloatArray lastDenoised;

    Run(Request request, FloatArray latent, Listener listener) {
      this.request = request;
      this.model = request.guider().model();
      this.latent = latent;
      this.listener = listener;
      this.mask = request.mask() == null ? null : fittedMask(request.mask(), latent);
      this.denoiser =
          new BatchedDenoiser(
              model,
              Preparation.of(request.guider(), latent, request.mask()),
              listener::checkInterrupted);
      long seed = request.seed();
      this.stream = new NormalNoise(seed + model.store().settings().samplerSeedOffset());
      this.initialStream = new NormalNoise(seed);
      initialStream.next(latent.shape());
      this.keptNoise =
          mask != null && request.sampler().drawsOwnInpaintNoise()
              ? NormalNoise.of(seed + 1, latent.shape())
              : request.noise();
    }

    /** The mask in the latent's shape, the same for all frames. */
    private static FloatArray fittedMask(FloatArray mask, FloatArray latent) {
      FloatArray resized = Bilinear.resize(mask, latent.size(-2), latent.size(-1));
      FloatArray batch = resized.repeatToBatch(latent.size(0));
      int plane = latent.size(-2) * latent.size(-1);
      int maps = latent.itemLength() / latent.size(1);
      FloatArray full = FloatArray.zeros(latent.shape());
      for (int i = 0; i < full.data().length; i++) {
        int item = i / latent.itemLength();
        int channel = batch.size(1) == 1 ? 0 : i / maps % batch.size(1);
        full.data()[i] = batch.data()[(item * batch.size(1) + channel) * plane + i % plane];
      }
      return full;
    }

    @Override
    public Prediction predict(FloatArray x, double sigma) {
      boolean unguided = request.sampler().usesUnguided();
      Guider guider = request.guider();
      if (mask == null) {
        return guider.guide(denoiser, x, sigma, unguided);
      }
      FloatArray free = mask;
      if (model.maskRule() != null) {
        free = model.maskRule().at(mask, sigma, request.sigmas(), model.levels());
      }
      Parameterization meaning = model.parameterization();
      FloatArray kept =
          FloatArray.combine(
              meaning.latentShare(sigma), latent, meaning.noiseShare(sigma, false), keptNoise);
      Prediction prediction = guider.guide(denoiser, blend(x, kept, free), sigma, unguided);
      return new Prediction(blend(prediction.guided(), latent, free), prediction.unguided());
    }

    private static FloatArray blend(FloatArray inside, FloatArray outside, FloatArray mask) {
      FloatArray out = FloatArray.zeros(inside.shape());
      for (int i = 0; i < out.data().length; i++) {
        float m = mask.data()[i];
        out.data()[i] = inside.data()[i] * m + outside.data()[i] * (1 - m);
      }
      return out;
    }

    @Override
    public void step(int index, FloatArray x, FloatArray denoised) {
      lastDenoised = denoised;
      listener.onStep(index + 1, request.sigmas().length - 1, x, denoised);
    }

    @Override
    public FloatArray noise() {
      return stream.next(latent.shape());
    }

    @Override
    public FloatArray initialStreamNoise(int... shape) {
      return initialStream.next(shape);
    }

    @Override
    public StepNoise stepNoise(double sigmaMin, double sigmaMax) {
      return new BrownianNoise(request.seed(), latent.shape(), sigmaMin, sigmaMax);
    }

    @Override
    public boolean isFlow() {
      return model.parameterization() == Parameterization.FLOW;
    }

    @Override
    public double percentToSigma(double percent) {
      return model.levels().percentToSigma(percent);
    }

    @Override
    public void close() {
      stream.close();
      initialStream.close();
    }
  }
}

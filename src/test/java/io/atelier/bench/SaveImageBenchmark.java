package io.atelier.bench;

import io.atelier.image.Bytes8;
import io.atelier.image.Crop;
import io.atelier.image.ImageBatch;
import io.atelier.image.Resampling;
import io.atelier.image.ResizeMethod;
import io.atelier.image.codec.PngEncoder;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What saving and halving a picture of 1024 × 1024 smooth, slightly noisy pixels takes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 2)
@Fork(1)
public class SaveImageBenchmark {
  private static final int SIDE = 1024;

  @Param({"1", "2", "4"})
  int level;

  private ImageBatch image = ImageBatch.zeros(1, SIDE, SIDE, 3);

  @Setup
  public void paint() {
    Random random = new Random(1);
    for (int i = 0; i < image.data().length; i++) {
      int pixel = i / 3;
      int row = pixel / SIDE;
      double wave = Math.sin(pixel % SIDE / 97.0 + i % 3) * Math.cos(row / 61.0);
      image.data()[i] = (float) (0.5 + 0.4 * wave + 0.01 * random.nextGaussian());
    }
  }

  @Benchmark
  public byte[] encodePng() {
    byte[] pixels = Bytes8.fromFloats(image.data(), 0, image.data().length);
    return PngEncoder.encode(pixels, SIDE, SIDE, 3, level, Map.of("prompt", "{}"));
  }

  @Benchmark
  public ImageBatch halveWithLanczos() {
    return Resampling.resize(image, SIDE / 2, SIDE / 2, ResizeMethod.LANCZOS, Crop.DISABLED);
  }

  @Benchmark
  public ImageBatch halveBilinearly() {
    return Resampling.resize(image, SIDE / 2, SIDE / 2, ResizeMethod.BILINEAR, Crop.DISABLED);
  }
}

package io.atelier.bench;

import io.atelier.image.Crop;
import io.atelier.image.ImageBatch;
import io.atelier.image.Resampling;
import io.atelier.image.ResizeMethod;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What halving a picture of 1024 × 1024 takes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 2)
@Fork(1)
public class ResizeBenchmark {
  private static final int SIDE = 1024;

  @Param({"LANCZOS", "BILINEAR"})
  ResizeMethod method = ResizeMethod.BILINEAR;

  private final ImageBatch image = TestPicture.PHOTOGRAPH.paint(SIDE);

  @Benchmark
  public ImageBatch halve() {
    return Resampling.resize(image, SIDE / 2, SIDE / 2, method, Crop.DISABLED);
  }
}

package io.atelier.bench;

import io.atelier.image.Bytes8;
import io.atelier.image.codec.ImageFile;
import io.atelier.image.codec.ImageFormatException;
import io.atelier.image.codec.PictureFrame;
import io.atelier.image.codec.PngEncoder;
import java.util.List;
import java.util.Map;
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

/** What SaveImage and LoadImage take for the pixels of a picture of 1024 × 1024. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SaveImageBenchmark {
  private static final int SIDE = 1024;

  @Param({"PHOTOGRAPH", "FLAT"})
  TestPicture picture = TestPicture.FLAT;

  @Param({"1", "2", "4"})
  int level;

  private float[] image = {};
  private byte[] file = {};

  @Setup
  public void paint() {
    image = picture.paint(SIDE).data();
    file = encodePng();
  }

  @Benchmark
  public byte[] encodePng() {
    byte[] pixels = Bytes8.fromFloats(image, 0, image.length);
    return PngEncoder.encode(pixels, SIDE, SIDE, 3, level, Map.of("prompt", "{}"));
  }

  @Benchmark
  public List<PictureFrame> decodePng() throws ImageFormatException {
    return ImageFile.read(file);
  }
}

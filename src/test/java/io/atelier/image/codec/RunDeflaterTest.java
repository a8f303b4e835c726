package io.atelier.image.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RunDeflaterTest {
  @Property(tries = 200)
  void inflatesToWhatItWas(
      @ForAll @IntRange(min = 1, max = 300_000) int length,
      @ForAll @IntRange(min = 1, max = 256) int values,
      @ForAll @IntRange(min = 1, max = 1_000) int longestRun,
      @ForAll long seed)
      throws DataFormatException {
    Random random = new Random(seed);
    byte[] data = new byte[length];
    for (int i = 0; i < length; ) {
      int end = Math.min(length, i + 1 + random.nextInt(longestRun));
      Arrays.fill(data, i, end, (byte) (256 - random.nextInt(values)));
      i = end;
    }

    assertThat(inflate(RunDeflater.compress(data), length)).isEqualTo(data);
  }

  @Test
  void inflatesWhenBytesAreAsUnevenAsCanBe() throws DataFormatException {
    byte[] data = new byte[120_000];
    int at = 0;
    for (int value = 0, count = 1, next = 1; at < data.length; value++) {
      int end = Math.min(data.length, at + count);
      Arrays.fill(data, at, end, (byte) value);
      at = end;
      next += count;
      count = next - count;
    }
    for (int i = data.length - 1; i > 0; i--) {
      int other = new Random(i).nextInt(i + 1);
      byte value = data[i];
      data[i] = data[other];
      data[other] = value;
    }

    assertThat(inflate(RunDeflater.compress(data), data.length)).isEqualTo(data);
  }

  @Test
  void noiseAroundZeroTakesNoMoreThanItsEntropyAsksFor() {
    Random random = new Random(1);
    byte[] data = new byte[1 << 20];
    for (int i = 0; i < data.length; i++) {
      data[i] = (byte) Math.round(3 * random.nextGaussian());
    }
    double bitsPerByte = Math.log(3 * Math.sqrt(2 * Math.PI * Math.E)) / Math.log(2);

    assertThat(RunDeflater.compress(data).length)
        .isLessThan((int) (1.02 * bitsPerByte / 8 * data.length));
  }

  private static byte[] inflate(byte[] stream, int length) throws DataFormatException {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(stream);
      byte[] data = new byte[length];
      int done = 0;
      while (done < length && !inflater.finished()) {
        int count = inflater.inflate(data, done, length - done);
        if (count == 0) {
          break;
        }
        done += count;
      }
      assertThat(inflater.inflate(new byte[1])).isZero();
      assertThat(inflater.finished()).isTrue();
      assertThat(inflater.getRemaining()).isZero();
      return data;
    } finally {
      inflater.end();
    }
  }
}

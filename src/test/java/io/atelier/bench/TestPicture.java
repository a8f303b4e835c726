package io.atelier.bench;

import io.atelier.image.ImageBatch;
import java.util.Arrays;
import java.util.Random;

/** Square pictures to measure with. */
public enum TestPicture {
  /** Smooth waves with a little noise, as of a camera. */
  PHOTOGRAPH {
    @Override
    ImageBatch paint(int side) {
      ImageBatch image = ImageBatch.zeros(1, side, side, 3);
      Random random = new Random(1);
      for (int i = 0; i < image.data().length; i++) {
        int pixel = i / 3;
        int row = pixel / side;
        double wave = Math.sin(pixel % side / 97.0 + i % 3) * Math.cos(row / 61.0);
        image.data()[i] = (float) (0.5 + 0.4 * wave + 0.01 * random.nextGaussian());
      }
      return image;
    }
  },
  /** One colour. */
  FLAT {
    @Override
    ImageBatch paint(int side) {
      ImageBatch image = ImageBatch.zeros(1, side, side, 3);
      Arrays.fill(image.data(), 0.5f);
      return image;
    }
  };

  abstract ImageBatch paint(int side);
}

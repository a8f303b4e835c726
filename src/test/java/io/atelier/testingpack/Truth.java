package io.atelier.testingpack;

import io.atelier.image.ImageBatch;
import io.atelier.image.MaskBatch;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Truth of any value. */
final class Truth {
  private Truth() {}

  /** False for null, zero, nothing, and pictures and masks that are all zero. */
  static boolean of(@Nullable Object value) {
    if (value instanceof ImageBatch image) {
      return anyNonZero(image.data());
    }
    if (value instanceof MaskBatch mask) {
      return anyNonZero(mask.data());
    }
    if (value instanceof Boolean b) {
      return b;
    }
    if (value instanceof Number number) {
      return number.doubleValue() != 0;
    }
    if (value instanceof String text) {
      return !text.isEmpty();
    }
    if (value instanceof Collection<?> elements) {
      return !elements.isEmpty();
    }
    return value instanceof Map<?, ?> map ? !map.isEmpty() : value != null;
  }

  private static boolean anyNonZero(float[] data) {
    for (float value : data) {
      if (value != 0) {
        return true;
      }
    }
    return false;
  }
}

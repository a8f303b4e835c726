package io.atelier.diffusion.network;

import io.atelier.array.FloatArray;
import java.util.ArrayList;
import java.util.List;

/** How what several conditionings say becomes what a batch of them is told. */
public interface Joining<T> {
  /** Whether two may share a batch. */
  boolean fit(T one, T other);

  /**
   * What the batch is told.
   *
   * @param parts of conditionings that fit, in order
   * @param items of each in the batch
   */
  T join(List<T> parts, int items);

  /** Values for the whole batch: only equal ones share one. */
  static <T> Joining<T> same() {
    return new Joining<>() {
      @Override
      public boolean fit(T one, T other) {
        return one.equals(other);
      }

      @Override
      public T join(List<T> parts, int items) {
        return parts.get(0);
      }
    };
  }

  /** Arrays [items, …] of one shape, one after the other; a single item stands for all. */
  Joining<FloatArray> BY_ITEM =
      new Joining<>() {
        @Override
        public boolean fit(FloatArray one, FloatArray other) {
          if (one.rank() != other.rank()) {
            return false;
          }
          for (int i = 1; i < one.rank(); i++) {
            if (one.size(i) != other.size(i)) {
              return false;
            }
          }
          return true;
        }

        @Override
        public FloatArray join(List<FloatArray> parts, int items) {
          List<FloatArray> all = new ArrayList<>();
          parts.forEach(part -> all.add(part.repeatToBatch(items)));
          return FloatArray.stack(all);
        }
      };
}

package io.atelier.diffusion.network;

import io.atelier.array.FloatArray;

/**
 * A kind of thing that some networks are told beside the noisy latent, the timestep and the text. A
 * family names its own; who does not know one leaves it alone.
 *
 * @param name for people
 * @param type of its values
 * @param joining of what several conditionings say
 */
public record Hint<T>(String name, Class<T> type, Joining<T> joining) {
  /** Arrays [items, …], such as features of a whole text. */
  public static Hint<FloatArray> byItem(String name) {
    return new Hint<>(name, FloatArray.class, Joining.BY_ITEM);
  }

  /** Values that count for a whole batch. */
  public static <T> Hint<T> forAll(String name, Class<T> type) {
    return new Hint<>(name, type, Joining.same());
  }
}

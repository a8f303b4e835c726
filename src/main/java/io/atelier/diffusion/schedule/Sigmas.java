package io.atelier.diffusion.schedule;

/** Noise levels as nodes exchange them, normally greatest first. Not to be modified. */
public record Sigmas(float[] values) {
  /** How many there are. */
  public int count() {
    return values.length;
  }

  @Override
  public String toString() {
    return "sigmas [" + values.length + "]";
  }
}

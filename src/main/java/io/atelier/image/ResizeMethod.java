package io.atelier.image;

import java.util.Locale;

/** How values are found between samples when a picture changes its size. */
public enum ResizeMethod {
  /** The value of the nearest sample, measured between centres. */
  NEAREST_EXACT,
  /** Straight lines between two samples. */
  BILINEAR,
  /** The mean of all samples that the new one touches. */
  AREA,
  /** Cubic convolution over four samples, a = −0.75. */
  BICUBIC,
  /** A windowed sinc of three lobes over 8-bit values, for pictures only. */
  LANCZOS;

  /** The name in workflows: {@code nearest-exact}, {@code bilinear} … */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The method of this name.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static ResizeMethod named(String wireName) {
    for (ResizeMethod method : values()) {
      if (method.wireName().equals(wireName)) {
        return method;
      }
    }
    throw new IllegalArgumentException("unknown resize method: " + wireName);
  }
}

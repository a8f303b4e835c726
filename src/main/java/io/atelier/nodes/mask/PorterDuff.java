package io.atelier.nodes.mask;

import java.util.Arrays;

/**
 * Ways to combine a source with a destination, after <a
 * href="https://doi.org/10.1145/800031.808606">Porter and Duff</a>: on opacities {@code as} and
 * {@code ad}, and on colours {@code s} and {@code d} that were multiplied by them.
 */
enum PorterDuff {
  ADD,
  CLEAR,
  DARKEN,
  DST,
  DST_ATOP,
  DST_IN,
  DST_OUT,
  DST_OVER,
  LIGHTEN,
  MULTIPLY,
  OVERLAY,
  SCREEN,
  SRC,
  SRC_ATOP,
  SRC_IN,
  SRC_OUT,
  SRC_OVER,
  XOR;

  static String[] names() {
    return Arrays.stream(values()).map(Enum::name).toArray(String[]::new);
  }

  /** The opacity of the result. */
  float alpha(float as, float ad) {
    return switch (this) {
      case ADD -> clamp(as + ad);
      case CLEAR -> 0;
      case DARKEN, LIGHTEN, OVERLAY, SCREEN -> as + ad - as * ad;
      case DST, SRC_ATOP -> ad;
      case DST_ATOP, SRC -> as;
      case DST_IN, MULTIPLY, SRC_IN -> as * ad;
      case DST_OUT -> (1 - as) * ad;
      case DST_OVER -> ad + (1 - ad) * as;
      case SRC_OUT -> (1 - ad) * as;
      case SRC_OVER -> as + (1 - as) * ad;
      case XOR -> (1 - ad) * as + (1 - as) * ad;
    };
  }

  /** One channel of the result, multiplied by its opacity. */
  float colour(float s, float as, float d, float ad) {
    return switch (this) {
      case ADD -> clamp(s + d);
      case CLEAR -> 0;
      case DARKEN -> (1 - ad) * s + (1 - as) * d + Math.min(s, d);
      case DST -> d;
      case DST_ATOP -> as * d + (1 - ad) * s;
      case DST_IN -> d * as;
      case DST_OUT -> (1 - as) * d;
      case DST_OVER -> d + (1 - ad) * s;
      case LIGHTEN -> (1 - ad) * s + (1 - as) * d + Math.max(s, d);
      case MULTIPLY -> s * d;
      case OVERLAY -> 2 * d < ad ? 2 * s * d : as * ad - 2 * (ad - s) * (as - d);
      case SCREEN -> s + d - s * d;
      case SRC -> s;
      case SRC_ATOP -> ad * s + (1 - as) * d;
      case SRC_IN -> s * ad;
      case SRC_OUT -> (1 - ad) * s;
      case SRC_OVER -> s + (1 - as) * d;
      case XOR -> (1 - ad) * s + (1 - as) * d;
    };
  }

  private static float clamp(float value) {
    return Math.max(0, Math.min(1, value));
  }
}

package io.atelier.inference;

import java.io.IOException;
import java.util.Map;

/** What a call of recorded family cases computes. */
@FunctionalInterface
interface FamilyCall {
  /**
   * The result of this name.
   *
   * @param json of the case
   */
  float[] result(Map<?, ?> json, String what) throws IOException;

  /** The arguments of a case. */
  static Map<?, ?> arguments(Map<?, ?> json) {
    return (Map<?, ?>) json.get("arguments");
  }
}

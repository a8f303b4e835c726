package io.atelier.it.transcript;

import java.util.List;
import java.util.regex.Pattern;

/** Where Atelier means to differ from the recordings, and why. */
final class Deviations {
  /** Any case. */
  private static final String ALL = "*";

  private static final List<Deviation> TABLE = List.of();

  private record Deviation(String transcript, Pattern place, String reason) {
    boolean covers(String name, Difference difference) {
      return (transcript.equals(ALL) || transcript.equals(name))
          && place.matcher(difference.path()).find();
    }
  }

  private Deviations() {}

  static boolean isIntended(String transcript, Difference difference) {
    return TABLE.stream().anyMatch(deviation -> deviation.covers(transcript, difference));
  }
}

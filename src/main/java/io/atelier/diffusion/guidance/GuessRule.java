package io.atelier.diffusion.guidance;

/** A change of the guesses before they are combined. Equal rules do the same. */
@FunctionalInterface
public interface GuessRule {
  /** The step with the changed guesses. */
  GuidanceStep adjust(GuidanceStep step);

  /** The rule for one run; one that remembers earlier steps gives a new rule for each. */
  default GuessRule begin() {
    return this;
  }
}

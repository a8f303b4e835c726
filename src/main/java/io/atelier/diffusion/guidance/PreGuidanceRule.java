package io.atelier.diffusion.guidance;

/** A change of the predictions before they are combined. Equal rules do the same. */
@FunctionalInterface
public interface PreGuidanceRule {
  /** The step with the changed predictions. */
  GuidanceStep adjust(GuidanceStep step);

  /** The rule for one run; one that remembers earlier steps gives a new rule for each. */
  default PreGuidanceRule begin() {
    return this;
  }
}

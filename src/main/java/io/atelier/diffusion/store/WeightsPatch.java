package io.atelier.diffusion.store;

import java.util.Set;

/**
 * Something that is done to a network's weights after they were read. Equal patches do the same.
 */
public sealed interface WeightsPatch permits FactorPatch, LoraPatch, MergePatch {
  /** The names of the weights that it changes. */
  Set<String> changed();

  /** How many sets of weights it brings in, those within those counted too. */
  int parts();
}

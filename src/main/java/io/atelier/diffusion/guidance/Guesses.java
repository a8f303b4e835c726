package io.atelier.diffusion.guidance;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.network.NetworkPatch;
import java.util.List;

/** The guesses of one run, by the numbers of its conditionings. */
public interface Guesses {
  List<FloatArray> of(FloatArray x, double sigma, int... conditionings);

  /** The guesses of the same network with one change within it more. */
  Guesses with(NetworkPatch patch);

  /** How the run combines them. */
  Guidance guidance();
}

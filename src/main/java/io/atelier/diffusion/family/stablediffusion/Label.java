package io.atelier.diffusion.family.stablediffusion;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.conditioning.Conditioning;
import io.atelier.diffusion.family.RunStart;

/** The vector that a UNet is told of a conditioning beside the text. Equal ones tell the same. */
@FunctionalInterface
interface Label {
  /** The vector [1, width]. */
  FloatArray of(Conditioning.Entry entry, RunStart run);
}

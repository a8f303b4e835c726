package io.atelier.diffusion.family.stablediffusion;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.conditioning.Conditioning;
import io.atelier.diffusion.family.RunStart;

/**
 * What models that see a picture by its features are told when there is none. See <a
 * href="https://arxiv.org/abs/2204.06125">Hierarchical Text-Conditional Image Generation with CLIP
 * Latents</a>.
 *
 * @param width of the label
 */
record NoPictureLabel(int width) implements Label {
  @Override
  public FloatArray of(Conditioning.Entry entry, RunStart run) {
    return FloatArray.zeros(1, width);
  }
}

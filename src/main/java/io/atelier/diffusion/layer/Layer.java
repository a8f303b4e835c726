package io.atelier.diffusion.layer;

import org.bytedeco.pytorch.Tensor;

/** A part of a network that takes one tensor and gives another. */
@FunctionalInterface
public interface Layer {
  Tensor forward(Tensor x);
}

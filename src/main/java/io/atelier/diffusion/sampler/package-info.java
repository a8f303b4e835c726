/** The sampling methods, one class each, over plain arrays; uses tensor. */
@NullMarked
package io.atelier.diffusion.sampler;

import org.jspecify.annotations.NullMarked;

/** The sampling methods, one class each, over plain arrays. */
@NullMarked
package io.atelier.diffusion.sampler;

import org.jspecify.annotations.NullMarked;

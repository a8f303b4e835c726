/**
 * How predictions for several conditionings become one: a prediction is a noisy latent denoised,
 * positive for the conditioning that is wanted and negative for the one that is not.
 */
@NullMarked
package io.atelier.diffusion.guidance;

import org.jspecify.annotations.NullMarked;

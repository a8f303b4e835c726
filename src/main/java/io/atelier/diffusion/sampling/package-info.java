/** The way from noise to a latent: noise, conditioning, guidance and masks around a sampler. */
@NullMarked
package io.atelier.diffusion.sampling;

import org.jspecify.annotations.NullMarked;

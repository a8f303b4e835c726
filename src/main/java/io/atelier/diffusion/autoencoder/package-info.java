/** The autoencoders between pictures and latents, whole and in tiles, and previews of latents. */
@NullMarked
package io.atelier.diffusion.autoencoder;

import org.jspecify.annotations.NullMarked;

/** The autoencoder between pictures and latents, whole and in tiles; uses tensor. */
@NullMarked
package io.atelier.diffusion.vae;

import org.jspecify.annotations.NullMarked;

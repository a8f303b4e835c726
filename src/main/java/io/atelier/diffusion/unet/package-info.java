/** The denoising network, built from its state dict; uses tensor. */
@NullMarked
package io.atelier.diffusion.unet;

import org.jspecify.annotations.NullMarked;

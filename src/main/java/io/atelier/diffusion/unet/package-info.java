/** The UNet, what changes it from within, and the networks that work beside it. */
@NullMarked
package io.atelier.diffusion.unet;

import org.jspecify.annotations.NullMarked;

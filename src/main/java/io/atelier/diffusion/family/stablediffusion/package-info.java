/** Stable Diffusion 1, 2 and XL, whose networks are UNets. */
@NullMarked
package io.atelier.diffusion.family.stablediffusion;

import org.jspecify.annotations.NullMarked;

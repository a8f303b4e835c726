/** Networks that enlarge pictures; uses tensor. */
@NullMarked
package io.atelier.diffusion.upscale;

import org.jspecify.annotations.NullMarked;

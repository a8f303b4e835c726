/** Networks that enlarge pictures. */
@NullMarked
package io.atelier.diffusion.upscale;

import org.jspecify.annotations.NullMarked;

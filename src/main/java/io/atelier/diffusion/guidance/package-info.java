/** How the guesses for several conditionings become one. */
@NullMarked
package io.atelier.diffusion.guidance;

import org.jspecify.annotations.NullMarked;

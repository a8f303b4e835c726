/** Pixels, masks and latents in plain float arrays, their codecs and resampling; uses nothing. */
@NullMarked
package io.atelier.image;

import org.jspecify.annotations.NullMarked;

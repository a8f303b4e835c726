/**
 * Stable Diffusion from text to picture: the values that nodes exchange and the store of loaded
 * models; uses tensor.
 */
@NullMarked
package io.atelier.diffusion;

import org.jspecify.annotations.NullMarked;

/** Weights of networks: the files they come from, what is done to them, and which are loaded. */
@NullMarked
package io.atelier.diffusion.store;

import org.jspecify.annotations.NullMarked;

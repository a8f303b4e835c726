/** Noise levels: the sigma tables of models and the schedulers that choose from them. */
@NullMarked
package io.atelier.diffusion.schedule;

import org.jspecify.annotations.NullMarked;

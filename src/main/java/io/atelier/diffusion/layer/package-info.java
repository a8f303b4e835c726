/** The layers that networks are made of, over native tensors. */
@NullMarked
package io.atelier.diffusion.layer;

import org.jspecify.annotations.NullMarked;

/** A model with all that nodes do to it, and how it is made of files. */
@NullMarked
package io.atelier.diffusion.model;

import org.jspecify.annotations.NullMarked;

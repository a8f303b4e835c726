/** Families of models: which files are of them, and what their networks, latents and texts are. */
@NullMarked
package io.atelier.diffusion.family;

import org.jspecify.annotations.NullMarked;

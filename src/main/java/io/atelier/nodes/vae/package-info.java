/** Nodes between pictures and latents. */
@NullMarked
package io.atelier.nodes.vae;

import org.jspecify.annotations.NullMarked;

/** Nodes that make, change, save and load latents; uses node, image, tensor, storage and json. */
@NullMarked
package io.atelier.nodes.latent;

import org.jspecify.annotations.NullMarked;

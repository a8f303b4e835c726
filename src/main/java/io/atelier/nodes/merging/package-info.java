/** Nodes that mix models and save them; uses diffusion and storage. */
@NullMarked
package io.atelier.nodes.merging;

import org.jspecify.annotations.NullMarked;

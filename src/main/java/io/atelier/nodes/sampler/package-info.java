/** Nodes that choose a sampling method. */
@NullMarked
package io.atelier.nodes.sampler;

import org.jspecify.annotations.NullMarked;

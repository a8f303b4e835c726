/** Nodes that make and change the noise levels that sampling goes through. */
@NullMarked
package io.atelier.nodes.sigmas;

import org.jspecify.annotations.NullMarked;

/** Nodes that make and change conditioning. */
@NullMarked
package io.atelier.nodes.conditioning;

import org.jspecify.annotations.NullMarked;

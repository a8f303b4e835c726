/** Nodes that hold one value or show one; uses node and json. */
@NullMarked
package io.atelier.nodes.primitive;

import org.jspecify.annotations.NullMarked;

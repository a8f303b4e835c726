/** Nodes that work on texts; uses node. */
@NullMarked
package io.atelier.nodes.text;

import org.jspecify.annotations.NullMarked;

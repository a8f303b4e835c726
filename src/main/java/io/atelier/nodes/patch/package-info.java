/** Nodes that change how a model samples. */
@NullMarked
package io.atelier.nodes.patch;

import org.jspecify.annotations.NullMarked;

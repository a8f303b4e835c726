/** Nodes that load models. */
@NullMarked
package io.atelier.nodes.loader;

import org.jspecify.annotations.NullMarked;

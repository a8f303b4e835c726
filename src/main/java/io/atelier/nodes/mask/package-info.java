/** Nodes that make, change and combine masks; uses node, image and storage. */
@NullMarked
package io.atelier.nodes.mask;

import org.jspecify.annotations.NullMarked;

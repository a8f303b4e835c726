/** The nodes that load, save, resize and change pictures; uses node, image, storage and json. */
@NullMarked
package io.atelier.nodes.image;

import org.jspecify.annotations.NullMarked;

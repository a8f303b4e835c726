/** What the built-in nodes of several families share; uses node. */
@NullMarked
package io.atelier.nodes;

import org.jspecify.annotations.NullMarked;

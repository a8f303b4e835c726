/** Replays recorded node cases against the built-in nodes, in this JVM. */
@NullMarked
package io.atelier.nodes;

import org.jspecify.annotations.NullMarked;

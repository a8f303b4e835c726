/** Composition and start-up; uses everything, nobody uses it. */
@NullMarked
package io.atelier.app;

import org.jspecify.annotations.NullMarked;

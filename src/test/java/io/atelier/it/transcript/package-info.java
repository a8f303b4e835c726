/** Replays of recorded protocol cases against a running server. */
@NullMarked
package io.atelier.it.transcript;

import org.jspecify.annotations.NullMarked;

/** Faults made on purpose, against real servers: run by {@code mvn verify -Pfaults}. */
@NullMarked
package io.atelier.faults;

import org.jspecify.annotations.NullMarked;

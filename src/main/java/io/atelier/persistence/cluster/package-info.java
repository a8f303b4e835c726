/**
 * What the servers of one PostgreSQL tell each other: messages to clients, signals and interrupts.
 */
@NullMarked
package io.atelier.persistence.cluster;

import org.jspecify.annotations.NullMarked;

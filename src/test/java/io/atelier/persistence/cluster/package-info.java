/** Tests of messages between servers, on PostgreSQL. */
@NullMarked
package io.atelier.persistence.cluster;

import org.jspecify.annotations.NullMarked;

/** Tests of the durable queue, on H2 and PostgreSQL. */
@NullMarked
package io.atelier.persistence.queue;

import org.jspecify.annotations.NullMarked;

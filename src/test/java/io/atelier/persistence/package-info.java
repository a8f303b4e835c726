/** Tests of the durable queue and history, on H2 and, where there is one, PostgreSQL. */
@NullMarked
package io.atelier.persistence;

import org.jspecify.annotations.NullMarked;

/** Tests of the durable history, on H2 and PostgreSQL. */
@NullMarked
package io.atelier.persistence.history;

import org.jspecify.annotations.NullMarked;

/** Tests of the durable store as a whole, on H2 and PostgreSQL. */
@NullMarked
package io.atelier.persistence;

import org.jspecify.annotations.NullMarked;

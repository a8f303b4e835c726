/** Tests of the schema and of a database that does not open. */
@NullMarked
package io.atelier.persistence.database;

import org.jspecify.annotations.NullMarked;

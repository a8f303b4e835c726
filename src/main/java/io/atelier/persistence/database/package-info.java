/**
 * The database itself: connections and transactions, dialects, statements, keys, migrations, and
 * why it does not open.
 */
@NullMarked
package io.atelier.persistence.database;

import org.jspecify.annotations.NullMarked;

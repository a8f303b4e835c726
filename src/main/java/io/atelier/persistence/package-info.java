/**
 * The queue and the history in a database, shared by the servers that use it, put together from the
 * packages below.
 */
@NullMarked
package io.atelier.persistence;

import org.jspecify.annotations.NullMarked;

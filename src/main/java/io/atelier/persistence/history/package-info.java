/** The history as rows: stored, listed, trimmed and expired. */
@NullMarked
package io.atelier.persistence.history;

import org.jspecify.annotations.NullMarked;

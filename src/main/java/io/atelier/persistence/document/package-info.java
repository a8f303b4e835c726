/**
 * Prompts and results as documents in rows: written, read, and copied to clients piece by piece.
 */
@NullMarked
package io.atelier.persistence.document;

import org.jspecify.annotations.NullMarked;

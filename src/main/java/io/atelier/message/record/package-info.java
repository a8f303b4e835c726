/**
 * Messages and other records as bytes, for other processes of the same version: one rule for all
 * records, so that a new message needs nothing here.
 */
@NullMarked
package io.atelier.message.record;

import org.jspecify.annotations.NullMarked;

/**
 * The resources, one class a topic, and what only one of them needs. How HTTP is spoken is the
 * business of {@code rest.http}.
 */
@NullMarked
package io.atelier.rest;

import org.jspecify.annotations.NullMarked;

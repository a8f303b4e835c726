/** Typed settings, read from MicroProfile Config; uses nothing. */
@NullMarked
package io.atelier.config;

import org.jspecify.annotations.NullMarked;

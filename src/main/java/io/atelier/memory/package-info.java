/** What memory there is, and asking for it before it is taken. */
@NullMarked
package io.atelier.memory;

import org.jspecify.annotations.NullMarked;

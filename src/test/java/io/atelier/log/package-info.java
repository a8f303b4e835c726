/** Tests of what log records are about. */
@NullMarked
package io.atelier.log;

import org.jspecify.annotations.NullMarked;

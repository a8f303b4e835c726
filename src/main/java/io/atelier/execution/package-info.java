/** Lazy, cached evaluation of one prompt; uses node, prompt, message and json. */
@NullMarked
package io.atelier.execution;

import org.jspecify.annotations.NullMarked;

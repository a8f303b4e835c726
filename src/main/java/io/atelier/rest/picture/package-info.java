/** Pictures of strangers, decoded within bounds and encoded anew for an answer. */
@NullMarked
package io.atelier.rest.picture;

import org.jspecify.annotations.NullMarked;

/** Which servers live: their signs of life, and the recovery of what dead ones were running. */
@NullMarked
package io.atelier.persistence.lease;

import org.jspecify.annotations.NullMarked;

/** Who runs which prompt: the claims of this server, and the changes of rows that rest on them. */
@NullMarked
package io.atelier.persistence.claim;

import org.jspecify.annotations.NullMarked;

/** The queue as rows: prompts added, taken in order, moved and listed. */
@NullMarked
package io.atelier.persistence.queue;

import org.jspecify.annotations.NullMarked;

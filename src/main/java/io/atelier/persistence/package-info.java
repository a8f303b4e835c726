/**
 * The queue and the history in a database, shared by the servers that use it, and what these tell
 * each other; uses queue, execution, message, prompt, node, json and config.
 */
@NullMarked
package io.atelier.persistence;

import org.jspecify.annotations.NullMarked;

/**
 * Waiting, running and finished prompts, and the loop that drives the workers; uses worker,
 * execution, prompt, message, node, json and config.
 */
@NullMarked
package io.atelier.queue;

import org.jspecify.annotations.NullMarked;

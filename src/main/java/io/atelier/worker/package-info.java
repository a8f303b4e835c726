/**
 * Where a prompt runs: the port and its implementations; uses execution, node, prompt, message,
 * json and config.
 */
@NullMarked
package io.atelier.worker;

import org.jspecify.annotations.NullMarked;

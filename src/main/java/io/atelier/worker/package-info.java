/**
 * Where a prompt runs: the port, and the worker of this JVM; uses execution, node, prompt, message,
 * json and config. The worker of a child JVM is in {@link io.atelier.worker.process}.
 */
@NullMarked
package io.atelier.worker;

import org.jspecify.annotations.NullMarked;

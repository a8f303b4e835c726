/** Tests of the process worker, most with real children. */
@NullMarked
package io.atelier.worker.process;

import org.jspecify.annotations.NullMarked;

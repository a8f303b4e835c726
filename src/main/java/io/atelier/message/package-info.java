/**
 * What clients are told about queue and execution, to whom, and the bus that carries it; uses node,
 * prompt and json.
 */
@NullMarked
package io.atelier.message;

import org.jspecify.annotations.NullMarked;

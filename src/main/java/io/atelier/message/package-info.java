/**
 * What clients are told about queue and execution, to whom, and the bus that carries it. All of it
 * is values: how clients read them is the business of packages such as wire.
 */
@NullMarked
package io.atelier.message;

import org.jspecify.annotations.NullMarked;

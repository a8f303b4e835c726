/** A submitted graph: parsing, addressing and validation; uses node and json. */
@NullMarked
package io.atelier.prompt;

import org.jspecify.annotations.NullMarked;

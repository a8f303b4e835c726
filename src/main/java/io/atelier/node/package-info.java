/** What a node is: its definition, inputs, context, outputs and the registry. */
@NullMarked
package io.atelier.node;

import org.jspecify.annotations.NullMarked;

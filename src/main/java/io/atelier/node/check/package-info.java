/**
 * The checks of a node's inputs when a prompt is submitted, links aside, with the errors that
 * clients know.
 */
@NullMarked
package io.atelier.node.check;

import org.jspecify.annotations.NullMarked;

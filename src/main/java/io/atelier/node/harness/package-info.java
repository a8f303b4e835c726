/**
 * A world in which a node is tried without a server: inputs are given, checked as a server checks
 * them, and what the node returns and tells is there to look at.
 */
@NullMarked
package io.atelier.node.harness;

import org.jspecify.annotations.NullMarked;

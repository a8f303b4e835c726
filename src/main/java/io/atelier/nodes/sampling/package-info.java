/** Nodes that sample, and those that give them noise, sigmas, samplers and guiders. */
@NullMarked
package io.atelier.nodes.sampling;

import org.jspecify.annotations.NullMarked;

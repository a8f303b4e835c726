/**
 * What the engine is made of, for whichever JVM it runs in; uses execution, node, diffusion,
 * storage, image, json and config, and nothing of the container.
 */
@NullMarked
package io.atelier.setup;

import org.jspecify.annotations.NullMarked;

/** Values in the JVM's own memory that pictures, latents and networks share; uses memory. */
@NullMarked
package io.atelier.array;

import org.jspecify.annotations.NullMarked;

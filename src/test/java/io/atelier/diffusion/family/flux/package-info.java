/** The models of the Flux.1 kind, a family in one package: proof that it takes no more. */
@NullMarked
package io.atelier.diffusion.family.flux;

import org.jspecify.annotations.NullMarked;

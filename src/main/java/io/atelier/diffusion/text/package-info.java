/** Texts to features: prompt weights, tokens, chunks, and the networks that read them. */
@NullMarked
package io.atelier.diffusion.text;

import org.jspecify.annotations.NullMarked;

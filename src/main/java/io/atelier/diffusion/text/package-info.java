/**
 * Text conditioning: prompt weights, byte-pair tokens, chunks of 77 and the CLIP network; uses
 * tensor.
 */
@NullMarked
package io.atelier.diffusion.text;

import org.jspecify.annotations.NullMarked;

/** Model files: state dicts, detection of what they hold, conversion, LoRA patches; uses tensor. */
@NullMarked
package io.atelier.diffusion.weights;

import org.jspecify.annotations.NullMarked;

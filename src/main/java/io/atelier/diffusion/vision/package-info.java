/** Networks that look at pictures: the visual half of CLIP, and style adapters. */
@NullMarked
package io.atelier.diffusion.vision;

import org.jspecify.annotations.NullMarked;

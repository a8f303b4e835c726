/** What a picture is to show, where, when and how strongly. */
@NullMarked
package io.atelier.diffusion.conditioning;

import org.jspecify.annotations.NullMarked;

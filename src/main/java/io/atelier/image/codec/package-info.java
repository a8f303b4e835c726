/** Picture files to pixels and back, exactly as Pillow reads and writes them; uses image. */
@NullMarked
package io.atelier.image.codec;

import org.jspecify.annotations.NullMarked;

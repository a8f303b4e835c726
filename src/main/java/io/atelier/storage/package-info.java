/** Input, output, temp, user and model folders, and containment within them; uses config. */
@NullMarked
package io.atelier.storage;

import org.jspecify.annotations.NullMarked;

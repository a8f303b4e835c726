/** Who may talk to the server: origin rules; uses config. */
@NullMarked
package io.atelier.security;

import org.jspecify.annotations.NullMarked;

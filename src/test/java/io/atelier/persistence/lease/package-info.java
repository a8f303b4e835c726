/** Tests of servers that live and die. */
@NullMarked
package io.atelier.persistence.lease;

import org.jspecify.annotations.NullMarked;

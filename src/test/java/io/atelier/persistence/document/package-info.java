/** Tests of stored documents. */
@NullMarked
package io.atelier.persistence.document;

import org.jspecify.annotations.NullMarked;

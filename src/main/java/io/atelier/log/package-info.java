/**
 * What log records are about, a prompt and its trace, and the forms in which they are written; uses
 * json.
 */
@NullMarked
package io.atelier.log;

import org.jspecify.annotations.NullMarked;

/**
 * JSON as plain Java values, read and written in the dialect that ComfyUI's clients use; uses
 * nothing.
 */
@NullMarked
package io.atelier.json;

import org.jspecify.annotations.NullMarked;

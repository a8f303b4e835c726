/**
 * The classic wire form: the JSON in which ComfyUI's clients read messages, queue, history and
 * errors. Forms are made of values and hold none; another protocol has a package of its own beside
 * this one.
 */
@NullMarked
package io.atelier.wire;

import org.jspecify.annotations.NullMarked;

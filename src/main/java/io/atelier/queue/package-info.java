/**
 * The front door to prompts; those that wait, run and are finished; and the loops that drive the
 * workers. All of it is values: how clients read them is the business of packages such as wire.
 */
@NullMarked
package io.atelier.queue;

import org.jspecify.annotations.NullMarked;

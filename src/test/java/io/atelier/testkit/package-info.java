/** Prompts, nodes and an engine for tests, in the words of the domain. */
@NullMarked
package io.atelier.testkit;

import org.jspecify.annotations.NullMarked;

/** The launcher {@code server-config/Start.java} with servers that behave oddly. */
@org.jspecify.annotations.NullMarked
package io.atelier.launcher;

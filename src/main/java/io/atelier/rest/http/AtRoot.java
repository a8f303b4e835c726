package io.atelier.rest.http;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How a route answers at the root, beside {@code /api}; without it, as a {@link Reach#TREE}. One at
 * a method goes before one at its class.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface AtRoot {
  Reach value();

  /** What of the root belongs to a route. */
  enum Reach {
    /** All below the first segment of its path. */
    TREE,
    /** Its path and nothing below, where files or other routes are. */
    EXACT,
    /** Nothing: the root has files of such names. */
    NEVER,
    /** All below its first segment, which {@code /api} does not have. */
    ONLY
  }
}

/**
 * What all resources speak HTTP with, and knows none of them: the filter before every request,
 * limits, bodies and forms on the way in, answers, files and errors on the way out.
 */
@NullMarked
package io.atelier.rest.http;

import org.jspecify.annotations.NullMarked;

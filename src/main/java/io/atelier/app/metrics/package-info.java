/**
 * The port by which the server shows numbers at {@code /metrics}: the container's metrics where it
 * has MicroProfile Metrics, a page of our own elsewhere.
 */
@org.jspecify.annotations.NullMarked
package io.atelier.app.metrics;

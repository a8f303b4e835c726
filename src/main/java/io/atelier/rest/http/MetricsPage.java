package io.atelier.rest.http;

import java.util.Optional;

/**
 * What {@code /metrics} answers where the container has no metrics of its own. Where it has, its
 * page is in the way of ours.
 */
@FunctionalInterface
public interface MetricsPage {
  String PATH = "/metrics";
  String TYPE = "text/plain; version=0.0.4; charset=utf-8";

  /** The page in Prometheus' text format; empty where it is the container's. */
  Optional<String> text();
}

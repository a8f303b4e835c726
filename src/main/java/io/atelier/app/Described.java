package io.atelier.app;

import org.eclipse.microprofile.metrics.Metadata;

/** The names, units and descriptions of what {@code /metrics} shows of ours. */
final class Described {
  private Described() {}

  /**
   * A metric.
   *
   * @param name as it is shown, less the unit, which the container adds
   * @param unit one of MetricUnits
   */
  static Metadata metric(String name, String unit, String help) {
    return Metadata.builder().withName(name).withUnit(unit).withDescription(help).build();
  }
}

package io.atelier.app.metrics;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * Where the numbers of {@code /metrics} are registered. Names are given without their unit, which
 * the page adds: {@code atelier_heap_used} in bytes is shown as {@code atelier_heap_used_bytes}, a
 * total {@code x} as {@code x_total}.
 */
public interface Meters {
  /** What a number counts; the page ends its name so. */
  enum Unit {
    NONE,
    SECONDS,
    BYTES
  }

  /** A name and a value that tell series of one name apart. */
  record Label(String name, String value) {}

  /** Shows a present value. */
  void gauge(String name, Unit unit, String help, DoubleSupplier value, Label... labels);

  /**
   * Shows a number that only grows.
   *
   * @param total the sum since the start of the server
   */
  void total(String name, String help, LongSupplier total, Label... labels);

  /** Shows how many durations there were, their sum and the longest, in seconds. */
  Consumer<Duration> timer(String name, String help, Label... labels);

  /** Brings totals up to date where the page does not read them when it is shown. */
  void refresh();

  /** The page in Prometheus' text format; empty where the container shows it. */
  Optional<String> page();

  /** The container's metrics if it has them, else our own. */
  static Meters ofThisServer() {
    Optional<? extends Meters> container = ContainerMeters.find();
    return container.isPresent() ? container.get() : new OwnMeters();
  }
}

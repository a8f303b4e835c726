package io.atelier.app.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Micrometer within the WAR, with the same names as the container's metrics have, and the JVM's.
 */
final class OwnMeters implements Meters {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  /** The registry itself does not keep them. */
  private final List<LongSupplier> totals = new CopyOnWriteArrayList<>();

  OwnMeters() {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
  }

  @Override
  public void gauge(String name, Unit unit, String help, DoubleSupplier value, Label... labels) {
    Gauge.builder(name, value::getAsDouble)
        .description(help)
        .baseUnit(unitOf(unit))
        .tags(tags(labels))
        .register(registry);
  }

  @Override
  public void total(String name, String help, LongSupplier total, Label... labels) {
    totals.add(total);
    FunctionCounter.builder(name, total, LongSupplier::getAsLong)
        .description(help)
        .tags(tags(labels))
        .register(registry);
  }

  @Override
  public Consumer<Duration> timer(String name, String help, Label... labels) {
    Timer timer = Timer.builder(name).description(help).tags(tags(labels)).register(registry);
    return timer::record;
  }

  @Override
  public void refresh() {
    // Totals are read when the page is shown.
  }

  @Override
  public Optional<String> page() {
    return Optional.of(registry.scrape());
  }

  private static @Nullable String unitOf(Unit unit) {
    return unit == Unit.NONE ? null : unit.name().toLowerCase(Locale.ROOT);
  }

  private static List<Tag> tags(Label... labels) {
    return Stream.of(labels).map(label -> Tag.of(label.name(), label.value())).toList();
  }
}

package io.atelier.app.metrics;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Typed;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.MetricUnits;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.metrics.Timer;

/**
 * The container's MicroProfile Metrics. The only class that sees their API: where that is missing,
 * CDI leaves this bean out and the WAR deploys all the same.
 */
@Dependent
@Typed(ContainerMeters.class)
class ContainerMeters implements Meters {
  @Inject MetricRegistry registry;

  private final List<Total> totals = new CopyOnWriteArrayList<>();

  /** A counter and where its number comes from. */
  private record Total(Counter counter, LongSupplier source) {
    void update() {
      counter.inc(Math.max(0, source.getAsLong() - counter.getCount()));
    }
  }

  /** The container's metrics; empty where it has none, and so could not make this bean. */
  static Optional<ContainerMeters> find() {
    Instance<ContainerMeters> bean = CDI.current().select(ContainerMeters.class);
    return bean.isResolvable() ? Optional.of(bean.get()) : Optional.empty();
  }

  @Override
  public void gauge(String name, Unit unit, String help, DoubleSupplier value, Label... labels) {
    registry.gauge(described(name, unitOf(unit), help), value::getAsDouble, tags(labels));
  }

  @Override
  public void total(String name, String help, LongSupplier total, Label... labels) {
    Counter counter = registry.counter(described(name, MetricUnits.NONE, help), tags(labels));
    totals.add(new Total(counter, total));
  }

  /** The unit is that of the container's timers; it shows seconds. */
  @Override
  public Consumer<Duration> timer(String name, String help, Label... labels) {
    Timer timer = registry.timer(described(name, MetricUnits.NANOSECONDS, help), tags(labels));
    return timer::update;
  }

  @Override
  public void refresh() {
    totals.forEach(Total::update);
  }

  @Override
  public Optional<String> page() {
    return Optional.empty();
  }

  private static Metadata described(String name, String unit, String help) {
    return Metadata.builder().withName(name).withUnit(unit).withDescription(help).build();
  }

  private static String unitOf(Unit unit) {
    return switch (unit) {
      case NONE -> MetricUnits.NONE;
      case SECONDS -> MetricUnits.SECONDS;
      case BYTES -> MetricUnits.BYTES;
    };
  }

  private static Tag[] tags(Label... labels) {
    return Stream.of(labels).map(label -> new Tag(label.name(), label.value())).toArray(Tag[]::new);
  }
}

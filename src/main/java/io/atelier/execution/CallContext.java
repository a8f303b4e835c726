package io.atelier.execution;

import io.atelier.message.NodeIdentity;
import io.atelier.node.Expansion;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeId;
import io.atelier.node.Preview;
import io.atelier.node.Services;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The world as one call of a node sees it. */
final class CallContext implements NodeContext {
  private final NodeIdentity node;
  private final int callIndex;
  private final Services services;
  private final NodeEvents events;
  private final Interruption interruption;
  private final AtomicInteger expansions = new AtomicInteger();

  CallContext(
      NodeIdentity node,
      int callIndex,
      Services services,
      NodeEvents events,
      Interruption interruption) {
    this.node = node;
    this.callIndex = callIndex;
    this.services = services;
    this.events = events;
    this.interruption = interruption;
  }

  @Override
  public NodeId nodeId() {
    return node.id();
  }

  @Override
  public <T> T service(Class<T> type) {
    return services.get(type);
  }

  @Override
  public void progress(Number value, Number max, @Nullable Preview preview) {
    interruption.check();
    Number clamped = value.doubleValue() > max.doubleValue() ? max : value;
    events.progresses(node, clamped, max, preview);
  }

  @Override
  public void text(String text) {
    events.says(node, text);
  }

  @Override
  public void checkInterrupted() {
    interruption.check();
  }

  @Override
  public Expansion.Builder newExpansion() {
    return new Expansion.Builder(
        node.id() + "." + callIndex + "." + expansions.getAndIncrement() + ".");
  }
}

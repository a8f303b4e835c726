package io.atelier.inference;

import io.atelier.node.Expansion;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeId;
import io.atelier.node.Preview;
import io.atelier.node.PromptExtras;
import io.atelier.node.Services;
import org.jspecify.annotations.Nullable;

/** The world of a node that runs by itself: services, and nobody who listens. */
class SilentContext implements NodeContext {
  private final Services services;

  SilentContext(Services services) {
    this.services = services.with(PromptExtras.class, PromptExtras.NONE);
  }

  @Override
  public NodeId nodeId() {
    return new NodeId("1");
  }

  @Override
  public <T> T service(Class<T> type) {
    return services.get(type);
  }

  @Override
  public void progress(Number value, Number max, @Nullable Preview preview) {}

  @Override
  public void text(String text) {}

  @Override
  public void checkInterrupted() {}

  @Override
  public Expansion.Builder newExpansion() {
    return new Expansion.Builder("1.0.0.");
  }
}

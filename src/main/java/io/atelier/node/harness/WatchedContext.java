package io.atelier.node.harness;

import io.atelier.node.Expansion;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeId;
import io.atelier.node.Preview;
import io.atelier.node.PromptInterruptedException;
import io.atelier.node.Services;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The world of a node that is tried; keeps what the node tells. */
final class WatchedContext implements NodeContext {
  private final NodeId node;
  private final Services services;
  private final AtomicInteger checksLeft;
  private final AtomicInteger expansions = new AtomicInteger();
  private final List<NodeProgress> progress = new CopyOnWriteArrayList<>();
  private final List<String> texts = new CopyOnWriteArrayList<>();

  /**
   * @param checks how often the node learns that nobody interrupted it before somebody does
   */
  WatchedContext(NodeId node, Services services, int checks) {
    this.node = node;
    this.services = services;
    this.checksLeft = new AtomicInteger(checks);
  }

  List<NodeProgress> progress() {
    return List.copyOf(progress);
  }

  List<String> texts() {
    return List.copyOf(texts);
  }

  @Override
  public NodeId nodeId() {
    return node;
  }

  @Override
  public <T> T service(Class<T> type) {
    return services.get(type);
  }

  @Override
  public void progress(Number value, Number max, @Nullable Preview preview) {
    checkInterrupted();
    Number done = value.doubleValue() > max.doubleValue() ? max : value;
    progress.add(new NodeProgress(done, max, preview));
  }

  @Override
  public void text(String text) {
    texts.add(text);
  }

  @Override
  public void checkInterrupted() {
    if (checksLeft.getAndUpdate(left -> Math.max(0, left - 1)) == 0) {
      throw new PromptInterruptedException();
    }
  }

  @Override
  public Expansion.Builder newExpansion() {
    return new Expansion.Builder(node + ".0." + expansions.getAndIncrement() + ".");
  }
}

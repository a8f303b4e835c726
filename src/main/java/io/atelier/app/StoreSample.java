package io.atelier.app;

import io.atelier.queue.History;
import io.atelier.queue.PromptQueue;
import io.atelier.queue.StoreException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;

/**
 * What the stores hold, looked up now and then, so that nobody who asks for metrics waits for a
 * database; while that is away, what it held last.
 */
@ApplicationScoped
public class StoreSample implements Runnable {
  private static final System.Logger LOG = System.getLogger(StoreSample.class.getName());

  @Inject PromptQueue queue;
  @Inject History history;

  private volatile Held held = new Held(true, new PromptQueue.Lengths(0, 0, 0), 0);

  /** What was found. */
  private record Held(boolean up, PromptQueue.Lengths lengths, int history) {}

  @Override
  public void run() {
    try {
      held = new Held(true, queue.lengths(), history.size());
    } catch (StoreException e) {
      LOG.log(Level.DEBUG, "the stores do not answer", e);
      held = new Held(false, held.lengths(), held.history());
    }
  }

  public boolean isUp() {
    return held.up();
  }

  public PromptQueue.Lengths lengths() {
    return held.lengths();
  }

  public int history() {
    return held.history();
  }
}

package io.atelier.persistence.claim;

import io.atelier.queue.QueuedPrompt;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The prompts that this server runs, each by the very object that it runs, and the name under which
 * it holds them.
 *
 * <p>A claim is a row that says RUNNING and names its server and attempt. Whoever ends or releases
 * it does so with a statement that demands exactly that row, so that of two servers that both think
 * they hold it only one succeeds.
 */
public final class Claims {
  private final IdentityHashMap<QueuedPrompt, Claim> held = new IdentityHashMap<>();
  private String server = UUID.randomUUID().toString();

  /**
   * A prompt held.
   *
   * @param seq its row
   * @param attempt 1 for the first
   */
  public record Claim(long seq, String server, int attempt) {}

  /** Who holds the claims of this server. */
  public synchronized String server() {
    return server;
  }

  /** Takes note of a prompt that this server has taken. */
  public synchronized void hold(QueuedPrompt prompt, Claim claim) {
    held.put(prompt, claim);
  }

  /** The claim on a prompt; null when this server holds none. */
  public synchronized @Nullable Claim of(QueuedPrompt prompt) {
    return held.get(prompt);
  }

  /** Forgets the claim on a prompt. */
  public synchronized void drop(QueuedPrompt prompt) {
    held.remove(prompt);
  }

  /** Everything held. */
  public synchronized List<QueuedPrompt> prompts() {
    return new ArrayList<>(held.keySet());
  }

  /** Whether it holds the prompt of a row. */
  public synchronized boolean holds(long seq) {
    return held.values().stream().anyMatch(claim -> claim.seq() == seq);
  }

  /** Those of the prompts held that are in these rows. */
  public synchronized List<QueuedPrompt> prompts(Collection<Long> rows) {
    return held.entrySet().stream()
        .filter(each -> rows.contains(each.getValue().seq()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Takes a new name, after others have declared this server dead. */
  public synchronized void rename() {
    server = UUID.randomUUID().toString();
  }
}

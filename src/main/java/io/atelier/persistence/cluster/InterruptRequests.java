package io.atelier.persistence.cluster;

import io.atelier.persistence.claim.Claims;
import io.atelier.persistence.database.Database;
import io.atelier.persistence.database.Key;
import io.atelier.persistence.database.Sql;
import io.atelier.prompt.PromptId;
import io.atelier.queue.QueuedPrompt;
import java.util.List;

/** Interrupts of prompts that another server runs: a mark on their rows, and a ring. */
public final class InterruptRequests {
  private final Database database;
  private final Claims claims;

  /**
   * @param claims what this server runs
   */
  public InterruptRequests(Database database, Claims claims) {
    this.database = database;
    this.claims = claims;
  }

  /** Asks the server that runs a prompt to interrupt it, if that is another one. */
  public void ask(PromptId id) {
    if (database.dialect().exclusive()) {
      return;
    }
    String own = claims.server();
    database.change(
        "ask for an interrupt",
        c -> {
          int asked =
              Sql.update(
                  c,
                  """
                  update queue_entry set interrupted = true
                  where id = ? and state = 'RUNNING' and server <> ?""",
                  Key.of(id.value()),
                  own);
          if (asked > 0) {
            Signals.send(c, Signal.interrupt(own));
          }
        });
  }

  /** The prompts that run here and that somebody at another server wants interrupted. */
  public List<PromptId> pending() {
    String own = claims.server();
    List<Long> rows =
        database.transaction(
            "look for interrupts",
            c ->
                Sql.list(
                    c,
                    """
                    select seq from queue_entry
                    where state = 'RUNNING' and server = ? and interrupted""",
                    row -> row.getLong(1),
                    own));
    return claims.prompts(rows).stream().map(QueuedPrompt::id).toList();
  }
}

package io.atelier.persistence.lease;

import io.atelier.execution.ExecutionResult;
import io.atelier.persistence.claim.Claims;
import io.atelier.persistence.claim.PromptRows;
import io.atelier.persistence.database.Dialect;
import io.atelier.persistence.database.Sql;
import io.atelier.persistence.document.PromptDocument;
import io.atelier.persistence.history.FinishedRow;
import io.atelier.queue.HistoryEntry;
import io.atelier.queue.PromptState;
import io.atelier.queue.QueuedPrompt;
import io.atelier.queue.Requester;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;

/**
 * What becomes of the prompts that a dead server was running: they wait again in their old place,
 * or they are lost, which history then says.
 */
public final class Recovery {
  private static final System.Logger LOG = System.getLogger(Recovery.class.getName());

  private final Dialect dialect;
  private final int maxAttempts;
  private final Clock clock = Clock.systemUTC();

  /**
   * @param maxAttempts how often a prompt is begun at most; 1 for never again
   */
  public Recovery(Dialect dialect, int maxAttempts) {
    this.dialect = dialect;
    this.maxAttempts = maxAttempts;
  }

  /** Why a lost prompt failed, as history shows it. */
  private static final class ServerDiedException extends Exception {
    ServerDiedException(int attempts) {
      super("the server died while it ran this prompt, attempt " + attempts);
    }
  }

  private record Orphan(
      long seq, String server, int attempts, Requester requester, byte[] document) {}

  private static final String ORPHANS =
      """
      select q.seq, q.server, q.attempts, q.requester, q.document from queue_entry q
      where q.state = 'RUNNING' and not exists (select 1 from server s where s.id = q.server)
      order by q.seq""";

  /** Recovers what servers hold that are not known any more; returns how many prompts. */
  int recover(Connection c) throws SQLException {
    int recovered = 0;
    for (Orphan orphan :
        Sql.list(
            c,
            ORPHANS + dialect.lockClause(),
            row ->
                new Orphan(
                    row.getLong("seq"),
                    row.getString("server"),
                    row.getInt("attempts"),
                    new Requester(row.getString("requester")),
                    Sql.document(row, "document")))) {
      Claims.Claim claim = new Claims.Claim(orphan.seq(), orphan.server(), orphan.attempts());
      boolean done =
          orphan.attempts() < maxAttempts
              ? PromptRows.release(c, claim)
              : lose(c, claim, PromptDocument.read(orphan.document(), orphan.requester()));
      recovered += done ? 1 : 0;
    }
    return recovered;
  }

  private boolean lose(Connection c, Claims.Claim claim, QueuedPrompt prompt) throws SQLException {
    if (!PromptRows.end(c, claim)) {
      return false;
    }
    prompt.logContext().run(() -> LOG.log(Level.WARNING, "prompt {0} is lost", prompt.id()));
    ExecutionResult end =
        ExecutionResult.brokenDown(
            prompt.toJob(), new ServerDiedException(claim.attempt()), clock.millis());
    FinishedRow.of(new HistoryEntry(prompt, end), claim.seq(), PromptState.LOST, claim.attempt())
        .write(c);
    return true;
  }
}

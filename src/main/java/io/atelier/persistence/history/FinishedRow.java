package io.atelier.persistence.history;

import io.atelier.persistence.claim.Claims;
import io.atelier.persistence.database.Key;
import io.atelier.persistence.database.Sql;
import io.atelier.persistence.document.PromptDocument;
import io.atelier.persistence.document.ResultDocument;
import io.atelier.queue.HistoryEntry;
import io.atelier.queue.PromptState;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A row of the history: the two documents, and what lists select and sort by.
 *
 * @param queueSeq the row that it had in the queue; null for a prompt that never was there
 * @param requester the id of who asked for the prompt
 * @param duration milliseconds from start to end
 */
public record FinishedRow(
    String id,
    @Nullable Long queueSeq,
    PromptState state,
    int attempts,
    @Nullable String workflow,
    String requester,
    long createdAt,
    long endedAt,
    long duration,
    byte[] prompt,
    byte[] result) {

  static FinishedRow of(HistoryEntry entry, Claims.@Nullable Claim claim) {
    return of(
        entry,
        claim == null ? null : claim.seq(),
        PromptState.of(entry),
        claim == null ? 1 : claim.attempt());
  }

  /**
   * The row of an entry.
   *
   * @param attempts how often the prompt was begun
   */
  public static FinishedRow of(
      HistoryEntry entry, @Nullable Long queueSeq, PromptState state, int attempts) {
    Long start = entry.startedAt();
    Long end = entry.endedAt();
    long ended = end == null ? entry.prompt().createdAt() : end;
    return new FinishedRow(
        Key.of(entry.prompt().id().value()),
        queueSeq,
        state,
        attempts,
        Key.ofNullable(entry.prompt().workflowId()),
        entry.prompt().requester().id(),
        entry.prompt().createdAt(),
        ended,
        start == null ? 0 : ended - start,
        PromptDocument.write(entry.prompt()),
        ResultDocument.write(entry.result()));
  }

  /** Whether this very end has been written before. */
  boolean isStored(Connection c) throws SQLException {
    return Sql.number(
            c, "select count(*) from history_entry where id = ? and queue_seq = ?", id, queueSeq)
        > 0;
  }

  private static final String REPLACE =
      """
      update history_entry set queue_seq = ?, state = ?, attempts = ?, workflow = ?, requester = ?,
        created_at = ?, ended_at = ?, duration = ?, prompt = ?, result = ?
      where id = ?""";

  private static final String INSERT =
      """
      insert into history_entry (queue_seq, state, attempts, workflow, requester,
        created_at, ended_at, duration, prompt, result, id)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

  /** Writes the row, in the place of one of the same id; whether it is a new one. */
  public boolean write(Connection c) throws SQLException {
    Object[] values = {
      queueSeq,
      state.name(),
      attempts,
      workflow,
      requester,
      createdAt,
      endedAt,
      duration,
      prompt,
      result,
      id
    };
    boolean isNew = Sql.update(c, REPLACE, values) == 0;
    if (isNew) {
      Sql.update(c, INSERT, values);
    }
    return isNew;
  }
}

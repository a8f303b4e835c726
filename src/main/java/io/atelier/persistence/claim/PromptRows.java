package io.atelier.persistence.claim;

import io.atelier.persistence.database.Sql;
import io.atelier.queue.PromptState;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * The changes of rows that more than one class makes, each conditional on what it takes for
 * granted.
 */
public final class PromptRows {
  private PromptRows() {}

  private static final String END =
      """
      delete from queue_entry
      where seq = ? and state = 'RUNNING' and server = ? and attempts = ?""";

  /** Removes the row of a claim; false when it is another's by now. */
  public static boolean end(Connection c, Claims.Claim claim) throws SQLException {
    return change(c, END, claim);
  }

  private static final String RELEASE =
      """
      update queue_entry set state = 'QUEUED', server = null
      where seq = ? and state = 'RUNNING' and server = ? and attempts = ?""";

  /** Lets the prompt of a claim wait again; false when it is another's by now. */
  public static boolean release(Connection c, Claims.Claim claim) throws SQLException {
    return change(c, RELEASE, claim);
  }

  private static boolean change(Connection c, String sql, Claims.Claim claim) throws SQLException {
    return Sql.update(c, sql, claim.seq(), claim.server(), claim.attempt()) == 1;
  }

  /** Removes a waiting prompt; false when it waits no more. */
  public static boolean deleteWaiting(Connection c, long seq) throws SQLException {
    return Sql.update(c, "delete from queue_entry where seq = ? and state = 'QUEUED'", seq) == 1;
  }

  /** Notes how a prompt ended of which nothing else is kept. */
  public static void remember(Connection c, String key, PromptState state) throws SQLException {
    int known = Sql.update(c, "update past_prompt set state = ? where id = ?", state.name(), key);
    if (known == 0) {
      Sql.update(c, "insert into past_prompt (id, state) values (?, ?)", key, state.name());
    }
  }
}

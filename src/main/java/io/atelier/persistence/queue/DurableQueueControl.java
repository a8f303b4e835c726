package io.atelier.persistence.queue;

import io.atelier.persistence.database.Database;
import io.atelier.persistence.database.Key;
import io.atelier.persistence.database.Sql;
import io.atelier.prompt.PromptId;
import io.atelier.queue.QueueControl;

/** Pausing and reordering a durable queue, for all servers that share it. */
public final class DurableQueueControl implements QueueControl {
  private final Database database;
  private final DurablePromptQueue queue;
  private final Doorbell doorbell;

  /**
   * @param queue whose prompts are moved
   * @param doorbell is rung when something may be taken
   */
  public DurableQueueControl(Database database, DurablePromptQueue queue, Doorbell doorbell) {
    this.database = database;
    this.queue = queue;
    this.doorbell = doorbell;
  }

  @Override
  public boolean isPaused() {
    return database.transaction(
        "see whether the queue is paused",
        c -> Sql.number(c, "select count(*) from queue_control where paused") > 0);
  }

  @Override
  public void pause(boolean paused) {
    database.change(
        "pause the queue", c -> Sql.update(c, "update queue_control set paused = ?", paused));
    doorbell.ring();
  }

  private static final String PRIORITISE =
      "update queue_entry set priority = ? where id = ? and state = 'QUEUED'";

  @Override
  public boolean prioritise(PromptId id, int priority) {
    return database.transaction(
        "change a priority", c -> Sql.update(c, PRIORITISE, priority, Key.of(id.value())) > 0);
  }

  private static final String MOVE =
      "update queue_entry set place = ? where id = ? and state = 'QUEUED'";

  @Override
  public boolean move(PromptId id, double number) {
    boolean moved =
        database.transaction(
            "move a prompt", c -> Sql.update(c, MOVE, number, Key.of(id.value())) > 0);
    if (moved) {
      queue.renumber(id, number);
    }
    return moved;
  }
}

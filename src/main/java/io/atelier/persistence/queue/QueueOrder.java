package io.atelier.persistence.queue;

import io.atelier.persistence.database.Dialect;

/**
 * Which waiting prompt comes first: the highest priority, then the lowest number, then the lowest
 * id. With fair shares, among those of one priority, the client that was served longest ago.
 */
public enum QueueOrder {
  /** One line for all clients. */
  CLASSIC("queue_entry q", "q.state, q.priority desc, q.place, q.id, q.seq"),
  /** Clients take turns. */
  FAIR(
      "queue_entry q left join client_turn t on t.client = coalesce(q.client, '')",
      "q.priority desc, coalesce(t.turn, 0), q.place, q.id, q.seq");

  private final String from;
  private final String orderBy;

  QueueOrder(String from, String orderBy) {
    this.from = from;
    this.orderBy = orderBy;
  }

  /** A query of waiting prompts in order. */
  String waiting(String columns) {
    return "select %s from %s where q.state = 'QUEUED' order by %s"
        .formatted(columns, from, orderBy);
  }

  /** The query of the row to take next; its parameter is the server, which must be a live one. */
  String next(Dialect dialect) {
    return """
        select q.seq, q.attempts, q.client from %s
        where q.state = 'QUEUED'
          and not exists (select 1 from queue_control c where c.paused)
          and exists (select 1 from server s where s.id = ?)
        order by %s limit 1%s"""
        .formatted(from, orderBy, dialect.lockClause());
  }
}

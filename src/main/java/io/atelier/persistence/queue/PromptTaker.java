package io.atelier.persistence.queue;

import io.atelier.persistence.claim.Claims;
import io.atelier.persistence.database.Database;
import io.atelier.persistence.database.Sql;
import io.atelier.persistence.document.PromptDocument;
import io.atelier.queue.QueuedPrompt;
import io.atelier.queue.Requester;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Makes the first waiting prompt this server's. */
final class PromptTaker {
  private final Database database;
  private final Claims claims;
  private final QueueOrder order;
  private final KnownPrompts known;
  private final LongAdder repeated = new LongAdder();

  /**
   * @param claims takes note of what is taken
   * @param known the prompts that need not be read
   */
  PromptTaker(Database database, Claims claims, QueueOrder order, KnownPrompts known) {
    this.database = database;
    this.claims = claims;
    this.order = order;
    this.known = known;
  }

  private record Next(long seq, int attempts, @Nullable String client) {
    static Next read(ResultSet row) throws SQLException {
      return new Next(row.getLong("seq"), row.getInt("attempts"), row.getString("client"));
    }
  }

  private record Taken(QueuedPrompt prompt, Claims.Claim claim) {}

  /** The first waiting prompt, made this server's; empty when none waits. */
  Optional<QueuedPrompt> take() {
    Optional<Taken> taken = database.transaction("take a prompt", this::take);
    taken.ifPresent(
        t -> {
          claims.hold(t.prompt(), t.claim());
          repeated.add(t.claim().attempt() > 1 ? 1 : 0);
        });
    return taken.map(Taken::prompt);
  }

  /** How many prompts have been taken that had been begun before. */
  long repeated() {
    return repeated.sum();
  }

  /** Where rows cannot be locked, another taker may be quicker: then the next one is tried. */
  private Optional<Taken> take(Connection c) throws SQLException {
    String server = claims.server();
    String query = order.next(database.dialect());
    while (true) {
      Optional<Next> found = Sql.first(c, query, Next::read, server);
      if (found.isEmpty()) {
        return Optional.empty();
      }
      Next next = found.get();
      if (wins(c, server, next)) {
        if (order == QueueOrder.FAIR) {
          serve(c, next.client() == null ? "" : next.client());
        }
        return Optional.of(
            new Taken(
                prompt(c, next.seq()).orElseThrow(),
                new Claims.Claim(next.seq(), server, next.attempts() + 1)));
      }
    }
  }

  private static final String CLAIM =
      """
      update queue_entry set state = 'RUNNING', server = ?, attempts = attempts + 1
      where seq = ? and state = 'QUEUED'""";

  private static boolean wins(Connection c, String server, Next next) throws SQLException {
    return Sql.update(c, CLAIM, server, next.seq()) == 1;
  }

  private void serve(Connection c, String client) throws SQLException {
    String turn = database.dialect().next("turn_number");
    String again = "update client_turn set turn = %s where client = ?".formatted(turn);
    if (Sql.update(c, again, client) == 0) {
      String first = "insert into client_turn (client, turn) values (?, %s)".formatted(turn);
      Sql.update(c, first, client);
    }
  }

  /** The prompt of a row, as it came where that is known. */
  private Optional<QueuedPrompt> prompt(Connection c, long seq) throws SQLException {
    Optional<QueuedPrompt> own = known.whole(seq);
    return own.isPresent()
        ? own
        : Sql.first(
                c,
                "select place, requester, document from queue_entry where seq = ?",
                PromptTaker::read,
                seq)
            .map(read -> known.withSecrets(seq, read));
  }

  private static QueuedPrompt read(ResultSet row) throws SQLException {
    Requester requester = new Requester(row.getString("requester"));
    return PromptDocument.read(Sql.document(row, "document"), requester).at(row.getDouble("place"));
  }
}

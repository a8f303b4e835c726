package io.atelier.persistence.cluster;

import io.atelier.message.Mailboxes;
import io.atelier.persistence.database.Database;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the thread of the relay does, in its order: clients that come and go, messages from here,
 * messages from elsewhere, and what is due now and then. For use by that thread alone.
 *
 * <p>The row of an address gives the numbers, so that there is one order for each client whoever
 * publishes.
 */
final class RelayWork {
  /** How long messages and the addresses of clients that have gone are kept. */
  static final Duration RETENTION = Duration.ofMinutes(10);

  private static final int TICKS_A_CLEANING = 15;

  private final Database database;
  private final Supplier<String> server;
  private final RelayInbox inbox;
  private final RelayMembers members;
  private final RelayFetching fetching;
  private final RelayPublishing publishing;
  private @Nullable String registeredAs;
  private int ticks;

  /**
   * @param server the name of this server, which changes when others take it for dead
   * @param inbox is told what is done
   */
  RelayWork(Database database, Mailboxes boxes, Supplier<String> server, RelayInbox inbox) {
    this.database = database;
    this.server = server;
    this.inbox = inbox;
    Map<String, String> clients = new HashMap<>();
    this.members = new RelayMembers(database, boxes, server, clients);
    this.fetching = new RelayFetching(database, boxes, server, clients);
    this.publishing = new RelayPublishing(database, boxes, server, fetching);
  }

  /** Does what there is to do. */
  void handle(RelayInbox.Work next) {
    String name = server.get();
    if (next.everybody() || !name.equals(registeredAs)) {
      if (registeredAs == null) {
        fetching.skipToNow();
      }
      members.registerAll();
      registeredAs = name;
    }
    next.moves().forEach(this::move);
    if (!next.oldest().items().isEmpty()) {
      publishing.publish(new Batch(next.oldest().items()));
      inbox.done(next.oldest());
    }
    fetching.fetch(next.mail());
    if (next.tick()) {
      members.reportReading();
      if (ticks++ % TICKS_A_CLEANING == 0) {
        cleanUp(database);
      }
    }
  }

  private void move(RelayInbox.Move move) {
    if (move.open() == null) {
      members.leave(List.of(move.client()));
    } else {
      members.arrive(move.client());
      move.open().run();
    }
  }

  /** Makes known that no client is here any more; may be called by any thread. */
  void leaveAll() {
    members.leaveAll();
  }

  /** Forgets what is old; any server may do it. */
  static void cleanUp(Database database) {
    database.change(
        "clean up messages",
        c -> {
          MessageTable.cleanUp(c, RETENTION);
          AddressTable.cleanUp(c, RETENTION);
        });
  }
}

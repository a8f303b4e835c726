package io.atelier.persistence.cluster;

import io.atelier.message.Audience;
import io.atelier.message.Message;
import io.atelier.persistence.DurableStore;
import io.atelier.persistence.database.Database;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** One of the servers on a test's database, with its relay running. */
final class RelayServer {
  final DurableStore store;
  final TestClients clients = new TestClients();
  final MessageRelay relay;
  final AtomicInteger queueChanges = new AtomicInteger();
  final AtomicInteger interruptsAsked = new AtomicInteger();

  private final Database database;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  RelayServer(Database database) {
    this.database = database;
    this.store = new DurableStore(database, DurableStore.Options.DEFAULT);
    this.relay = store.relay(clients).orElseThrow();
    clients.watchedBy(relay);
    relay.look(store.others());
    threads.execute(relay);
    threads.execute(
        relay.listener(
            new MessageRelay.Neighbours() {
              @Override
              public void queueChanged() {
                queueChanges.incrementAndGet();
              }

              @Override
              public void interruptsAsked() {
                interruptsAsked.incrementAndGet();
              }
            }));
  }

  void tell(String client, Message message) {
    relay.publish(new Audience.Client(client), message);
  }

  void beat() {
    store.beat();
    relay.look(store.others());
  }

  /** Ends without a word to the other servers. */
  void die() {
    threads.shutdownNow();
    database.close();
  }

  /** Ends in good order. */
  void leave() {
    relay.leave();
    store.leave();
    die();
  }
}

package io.atelier.persistence.cluster;

import io.atelier.message.Audience;
import io.atelier.message.Mailboxes;
import io.atelier.persistence.database.Database;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tells the clients that are here what other servers have stored for them. */
final class RelayFetching {
  private static final int FETCHED_AT_ONCE = 256;

  private final Database database;
  private final Mailboxes boxes;
  private final Supplier<String> server;
  private final Map<String, String> clients;
  private long toldEverybody = -1;

  /**
   * @param server the name of this server, which changes when others take it for dead
   * @param clients those that are or were here, by address
   */
  RelayFetching(
      Database database, Mailboxes boxes, Supplier<String> server, Map<String, String> clients) {
    this.database = database;
    this.boxes = boxes;
    this.server = server;
    this.clients = clients;
  }

  /** Goes on from now with messages to everybody. */
  void skipToNow() {
    toldEverybody =
        database.transaction(
            "see how far messages are", c -> AddressTable.last(c, AddressTable.EVERYONE));
  }

  /** Takes note that everybody has been told a message. */
  void toldEverybody(long number) {
    toldEverybody = number;
  }

  /** Tells what others have written to addresses whose clients are here. */
  void fetch(Set<String> addresses) {
    Set<String> wanted =
        addresses.contains(Signal.ALL_MAIL) ? Set.copyOf(clients.keySet()) : addresses;
    wanted.forEach(address -> fetch(address, Long.MAX_VALUE));
    if (addresses.contains(Signal.ALL_MAIL)) {
      fetch(AddressTable.EVERYONE, Long.MAX_VALUE);
    }
  }

  /** Tells what others have written to an address, up to a number. */
  void fetch(String address, long upTo) {
    String client = clients.get(address);
    boolean everyone = address.equals(AddressTable.EVERYONE);
    if (!everyone && (client == null || !boxes.isConnected(client))) {
      return;
    }
    int fetched = FETCHED_AT_ONCE;
    while (fetched == FETCHED_AT_ONCE) {
      long after = client == null ? toldEverybody : boxes.last(client);
      if (after >= upTo) {
        return;
      }
      List<Mailboxes.Numbered> next =
          database.transaction(
              "fetch messages",
              c -> MessageTable.next(c, address, server.get(), after, upTo, FETCHED_AT_ONCE));
      next.forEach(message -> tell(client, message));
      fetched = next.size();
    }
  }

  private void tell(@Nullable String client, Mailboxes.Numbered message) {
    if (client == null) {
      boxes.publish(Audience.EVERYONE, message.message());
      toldEverybody = message.number();
    } else {
      boxes.deliver(client, message);
    }
  }
}

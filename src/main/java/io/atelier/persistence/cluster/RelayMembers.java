package io.atelier.persistence.cluster;

import io.atelier.message.Mailboxes;
import io.atelier.persistence.database.Database;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** The clients that are here: makes known that they come and go, and how far they have read. */
final class RelayMembers {
  private final Database database;
  private final Mailboxes boxes;
  private final Supplier<String> server;
  private final Map<String, String> clients;
  private final Map<String, Long> reported = new HashMap<>();

  /**
   * @param server the name of this server, which changes when others take it for dead
   * @param clients takes note of clients, by address
   */
  RelayMembers(
      Database database, Mailboxes boxes, Supplier<String> server, Map<String, String> clients) {
    this.database = database;
    this.boxes = boxes;
    this.server = server;
    this.clients = clients;
  }

  /** Makes known which clients are or were here, with what is kept for them. */
  void registerAll() {
    Set<String> all = boxes.clients();
    for (String client : all) {
      register(client, boxes.isConnected(client), true);
    }
    leave(all);
  }

  /** Makes known that a client has come, and fetches what it has missed elsewhere. */
  void arrive(String client) {
    register(client, true, false);
  }

  private record Arrival(AddressTable.Place place, List<Mailboxes.Numbered> missed) {}

  private void register(String client, boolean here, boolean withKept) {
    String address = AddressTable.address(client);
    long last = boxes.last(client);
    boolean isNew = last == 0 && boxes.isConnected(client);
    List<Letter> kept = withKept ? kept(client, address) : List.of();
    Arrival arrival =
        database.transaction(
            "register a client",
            c -> {
              AddressTable.Place place =
                  AddressTable.register(
                      c,
                      address,
                      new AddressTable.Stay(here ? server.get() : null, !withKept),
                      last,
                      boxes.read(client));
              MessageTable.write(c, kept);
              return new Arrival(place, isNew ? List.of() : MessageTable.missed(c, address, last));
            });
    clients.put(address, client);
    arrival.missed().forEach(message -> boxes.deliver(client, message));
    boxes.resume(client, arrival.place().last(), arrival.place().readTo());
  }

  private List<Letter> kept(String client, String address) {
    return boxes.kept(client).stream()
        .map(each -> new Letter(address, each.number(), each.message()))
        .filter(letter -> letter.subject() == null)
        .toList();
  }

  /** Makes known that clients have gone, unless they are back. */
  void leave(Collection<String> gone) {
    leaveAll(gone.stream().filter(client -> !boxes.isConnected(client)).toList());
  }

  /** Makes known that no client is here any more; may be called by any thread. */
  void leaveAll() {
    leaveAll(boxes.clients());
  }

  private void leaveAll(Collection<String> gone) {
    Map<String, Long> readTo = new HashMap<>();
    gone.forEach(client -> readTo.put(AddressTable.address(client), boxes.read(client)));
    if (!readTo.isEmpty()) {
      database.change("take leave of clients", c -> AddressTable.leave(c, server.get(), readTo));
    }
  }

  /** Makes known how far clients here have read. */
  void reportReading() {
    clients.values().retainAll(boxes.clients());
    reported.keySet().retainAll(clients.keySet());
    Map<String, Long> news = new HashMap<>();
    clients.forEach(
        (address, client) -> {
          long read = boxes.read(client);
          if (boxes.isConnected(client) && read > reported.getOrDefault(address, -1L)) {
            news.put(address, read);
          }
        });
    if (!news.isEmpty()) {
      database.change("report what is read", c -> AddressTable.read(c, server.get(), news));
      reported.putAll(news);
    }
  }
}

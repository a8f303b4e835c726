package io.atelier.persistence.cluster;

import io.atelier.message.Audience;
import io.atelier.message.Mailboxes;
import io.atelier.message.Message;
import io.atelier.persistence.database.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the thread of the relay does: numbers and stores messages, tells the clients that are here,
 * and fetches what other servers have for them. For use by that thread alone.
 *
 * <p>The row of an address gives the numbers, so that there is one order for each client whoever
 * publishes. Before a message of this server is told, what has a smaller number is fetched.
 */
final class RelayWork {
  private static final int FETCHED_AT_ONCE = 256;

  private final Database database;
  private final Mailboxes boxes;
  private final Supplier<String> server;
  private final Map<String, String> clients = new HashMap<>();
  private final Map<String, Long> reported = new HashMap<>();
  private long toldEverybody = -1;

  /**
   * @param server the name of this server, which changes when others take it for dead
   */
  RelayWork(Database database, Mailboxes boxes, Supplier<String> server) {
    this.database = database;
    this.boxes = boxes;
    this.server = server;
  }

  /** Goes on from now with messages to everybody. */
  void skipToNow() {
    toldEverybody =
        database.transaction(
            "see how far messages are", c -> MessageTable.last(c, MessageTable.EVERYONE));
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

  private record Arrival(MessageTable.Place place, List<Mailboxes.Numbered> missed) {}

  private void register(String client, boolean here, boolean withKept) {
    String address = MessageTable.address(client);
    long last = boxes.last(client);
    boolean isNew = last == 0 && boxes.isConnected(client);
    List<MessageTable.Letter> kept = withKept ? kept(client, address) : List.of();
    Arrival arrival =
        database.transaction(
            "register a client",
            c -> {
              MessageTable.Place place =
                  MessageTable.register(
                      c,
                      address,
                      new MessageTable.Stay(here ? server.get() : null, !withKept),
                      last,
                      boxes.read(client));
              MessageTable.write(c, kept);
              return new Arrival(place, isNew ? List.of() : MessageTable.missed(c, address, last));
            });
    clients.put(address, client);
    arrival.missed().forEach(message -> boxes.deliver(client, message));
    boxes.resume(client, arrival.place().last(), arrival.place().readTo());
  }

  private List<MessageTable.Letter> kept(String client, String address) {
    return boxes.kept(client).stream()
        .map(each -> new MessageTable.Letter(address, each.number(), each.message()))
        .filter(letter -> letter.subject() == null)
        .toList();
  }

  /** Makes known that clients have gone, unless they are back. */
  void leave(Collection<String> gone) {
    Map<String, Long> readTo = new HashMap<>();
    for (String client : gone) {
      if (!boxes.isConnected(client)) {
        readTo.put(MessageTable.address(client), boxes.read(client));
      }
    }
    leave(readTo);
  }

  /** Makes known that no client is here any more; may be called by any thread. */
  void leaveAll() {
    Map<String, Long> readTo = new HashMap<>();
    boxes.clients().forEach(client -> readTo.put(MessageTable.address(client), boxes.read(client)));
    leave(readTo);
  }

  private void leave(Map<String, Long> readTo) {
    if (!readTo.isEmpty()) {
      database.change("take leave of clients", c -> MessageTable.leave(c, server.get(), readTo));
    }
  }

  /** Numbers messages, stores those that others may want, rings for these, and tells them here. */
  void publish(List<Outgoing.Item> items) {
    Map<String, MessageTable.Numbers> numbers = new HashMap<>();
    List<MessageTable.Letter> letters = new ArrayList<>(items.size());
    Map<String, Integer> counts = new TreeMap<>();
    boolean queue = false;
    for (Outgoing.Item item : items) {
      String address = address(item);
      if (address != null) {
        counts.merge(address, 1, Integer::sum);
      }
      queue |= item.message() instanceof Message.Status && !item.local();
    }
    if (queue || !counts.isEmpty()) {
      Signal.News news = new Signal.News(server.get(), queue);
      database.change(
          "relay messages",
          c -> {
            numbers.clear();
            letters.clear();
            number(c, counts, numbers);
            letters.addAll(letters(items, numbers));
            store(c, letters, numbers, news);
          });
    }
    tell(items, letters, numbers);
  }

  /** Where a message is numbered; null for one that is not. */
  private static @Nullable String address(Outgoing.Item item) {
    if (item.audience() instanceof Audience.Client client) {
      return MessageTable.address(client.id());
    }
    return item.message() instanceof Message.Status ? null : MessageTable.EVERYONE;
  }

  /** In the order of addresses, so that servers do not wait for each other in a circle. */
  private static void number(
      Connection c, Map<String, Integer> counts, Map<String, MessageTable.Numbers> numbers)
      throws SQLException {
    for (Map.Entry<String, Integer> each : counts.entrySet()) {
      MessageTable.number(c, each.getKey(), each.getValue())
          .ifPresent(given -> numbers.put(each.getKey(), given));
    }
  }

  /** The messages whose addresses are known, with their numbers, in order of publication. */
  private static List<MessageTable.Letter> letters(
      List<Outgoing.Item> items, Map<String, MessageTable.Numbers> numbers) {
    Map<String, Long> left = new HashMap<>();
    items.forEach(item -> left.merge(String.valueOf(address(item)), 1L, Long::sum));
    List<MessageTable.Letter> letters = new ArrayList<>(items.size());
    for (Outgoing.Item item : items) {
      String address = address(item);
      MessageTable.Numbers given = address == null ? null : numbers.get(address);
      if (address != null && given != null) {
        long after = left.merge(address, -1L, Long::sum);
        letters.add(new MessageTable.Letter(address, given.last() - after, item.message()));
      }
    }
    return letters;
  }

  /** Of progress the newest is stored, and only where another server has a client to tell. */
  private void store(
      Connection c,
      List<MessageTable.Letter> letters,
      Map<String, MessageTable.Numbers> numbers,
      Signal.News news)
      throws SQLException {
    Map<Object, MessageTable.Letter> stored = new LinkedHashMap<>();
    Set<String> mail = new LinkedHashSet<>();
    for (MessageTable.Letter letter : letters) {
      boolean elsewhere = isElsewhere(letter.address(), numbers.get(letter.address()));
      String subject = letter.subject();
      if (subject == null) {
        stored.put(List.of(letter.address(), letter.number()), letter);
      } else if (elsewhere) {
        stored.put(List.of(letter.address(), subject), letter);
      }
      if (elsewhere) {
        mail.add(letter.address());
      }
    }
    MessageTable.write(c, stored.values());
    Signal signal = news.with(mail);
    if (signal.queue() || !mail.isEmpty()) {
      Signals.send(c, signal);
    }
  }

  private boolean isElsewhere(String address, MessageTable.@Nullable Numbers given) {
    return address.equals(MessageTable.EVERYONE)
        || (given != null && given.server() != null && !server.get().equals(given.server()));
  }

  private boolean isHere(MessageTable.Numbers given) {
    return server.get().equals(given.server());
  }

  private void tell(
      List<Outgoing.Item> items,
      List<MessageTable.Letter> letters,
      Map<String, MessageTable.Numbers> numbers) {
    int next = 0;
    Set<String> caughtUp = new LinkedHashSet<>();
    for (Outgoing.Item item : items) {
      String address = address(item);
      MessageTable.Numbers given = address == null ? null : numbers.get(address);
      MessageTable.Letter letter = given == null ? null : letters.get(next++);
      if (letter != null && given != null && caughtUp.add(letter.address())) {
        catchUp(letter.address(), given);
      }
      if (item.audience() instanceof Audience.Client client) {
        if (letter != null && given != null && isHere(given)) {
          boxes.deliver(client.id(), new Mailboxes.Numbered(letter.number(), item.message()));
        } else {
          boxes.notice(client.id(), item.message());
        }
      } else {
        boxes.publish(item.audience(), item.message());
        toldEverybody = letter == null ? toldEverybody : letter.number();
      }
    }
  }

  /** Tells what was numbered before by others. */
  private void catchUp(String address, MessageTable.Numbers given) {
    if (address.equals(MessageTable.EVERYONE) || isHere(given)) {
      fetch(address, given.prior());
    }
  }

  /** Tells what others have written to addresses whose clients are here. */
  void fetch(Set<String> addresses) {
    Set<String> wanted =
        addresses.contains(Signal.ALL_MAIL) ? Set.copyOf(clients.keySet()) : addresses;
    wanted.forEach(address -> fetch(address, Long.MAX_VALUE));
    if (addresses.contains(Signal.ALL_MAIL)) {
      fetch(MessageTable.EVERYONE, Long.MAX_VALUE);
    }
  }

  private void fetch(String address, long upTo) {
    String client = clients.get(address);
    boolean everyone = address.equals(MessageTable.EVERYONE);
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
      database.change("report what is read", c -> MessageTable.read(c, server.get(), news));
      reported.putAll(news);
    }
  }

  /** Forgets what is old; any server may do it. */
  void cleanUp() {
    database.change("clean up messages", MessageTable::cleanUp);
  }
}

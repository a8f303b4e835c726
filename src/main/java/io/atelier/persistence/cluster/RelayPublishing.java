package io.atelier.persistence.cluster;

import io.atelier.message.Audience;
import io.atelier.message.Mailboxes;
import io.atelier.message.Message;
import io.atelier.persistence.database.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Numbers messages, stores those that others may want, rings for these, and tells them here. Before
 * a message is told, what has a smaller number is fetched.
 */
final class RelayPublishing {
  private final Database database;
  private final Mailboxes boxes;
  private final Supplier<String> server;
  private final RelayFetching fetching;

  /**
   * @param server the name of this server, which changes when others take it for dead
   */
  RelayPublishing(
      Database database, Mailboxes boxes, Supplier<String> server, RelayFetching fetching) {
    this.database = database;
    this.boxes = boxes;
    this.server = server;
    this.fetching = fetching;
  }

  /** Publishes messages here and elsewhere. */
  void publish(Batch batch) {
    boolean queue = batch.tellsOfQueue();
    if (!queue && !batch.hasAddresses()) {
      tell(batch.unnumbered());
      return;
    }
    Signal.News news = new Signal.News(server.get(), queue);
    tell(
        database.transaction(
            "relay messages",
            c -> {
              List<Batch.Parcel> parcels = batch.number(c);
              store(c, parcels.stream().map(Batch.Parcel::stamp).filter(Objects::nonNull), news);
              return parcels;
            }));
  }

  /** Of progress the newest is stored, and only where another server has a client to tell. */
  private void store(Connection c, Stream<Batch.Stamp> stamps, Signal.News news)
      throws SQLException {
    Map<Object, Letter> stored = new LinkedHashMap<>();
    Set<String> mail = new LinkedHashSet<>();
    stamps.forEach(
        stamp -> {
          Letter letter = stamp.letter();
          String subject = letter.subject();
          boolean elsewhere = isElsewhere(stamp);
          if (subject == null) {
            stored.put(List.of(letter.address(), letter.number()), letter);
          } else if (elsewhere) {
            stored.put(List.of(letter.address(), subject), letter);
          }
          if (elsewhere) {
            mail.add(letter.address());
          }
        });
    MessageTable.write(c, stored.values());
    Signal signal = news.with(mail);
    if (signal.queue() || !mail.isEmpty()) {
      Signals.send(c, signal);
    }
  }

  private static boolean isToEverybody(Batch.Stamp stamp) {
    return stamp.letter().address().equals(AddressTable.EVERYONE);
  }

  private boolean isElsewhere(Batch.Stamp stamp) {
    return isToEverybody(stamp) || (stamp.given().server() != null && !isHere(stamp));
  }

  private boolean isHere(Batch.Stamp stamp) {
    return server.get().equals(stamp.given().server());
  }

  private void tell(List<Batch.Parcel> parcels) {
    Set<String> caughtUp = new HashSet<>();
    for (Batch.Parcel parcel : parcels) {
      Batch.Stamp stamp = parcel.stamp();
      if (stamp != null && caughtUp.add(stamp.letter().address())) {
        catchUp(stamp);
      }
      tell(parcel.item(), stamp);
    }
  }

  /** Tells what was numbered before by others. */
  private void catchUp(Batch.Stamp stamp) {
    if (isToEverybody(stamp) || isHere(stamp)) {
      fetching.fetch(stamp.letter().address(), stamp.given().prior());
    }
  }

  private void tell(Outgoing.Item item, Batch.@Nullable Stamp stamp) {
    Message message = item.message();
    if (item.audience() instanceof Audience.Client client) {
      if (stamp != null && isHere(stamp)) {
        boxes.deliver(client.id(), new Mailboxes.Numbered(stamp.letter().number(), message));
      } else {
        boxes.notice(client.id(), message);
      }
    } else {
      boxes.publish(item.audience(), message);
      if (stamp != null) {
        fetching.toldEverybody(stamp.letter().number());
      }
    }
  }
}

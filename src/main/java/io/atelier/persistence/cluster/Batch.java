package io.atelier.persistence.cluster;

import io.atelier.message.Audience;
import io.atelier.message.Message;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Messages that are published together, in their order. */
final class Batch {
  private final List<Outgoing.Item> items;

  Batch(List<Outgoing.Item> items) {
    this.items = items;
  }

  /**
   * A message with what it needs to be told.
   *
   * @param stamp null for a message that has no number, as none does whose address nobody knows
   */
  record Parcel(Outgoing.Item item, @Nullable Stamp stamp) {}

  /**
   * A message with its number.
   *
   * @param given the numbers of the batch for that address
   */
  record Stamp(Letter letter, AddressTable.Numbers given) {}

  /** Whether it tells that the queue has changed, which other servers do not know. */
  boolean tellsOfQueue() {
    return items.stream()
        .anyMatch(item -> item.message() instanceof Message.Status && !item.local());
  }

  /** Whether any message is to be numbered. */
  boolean hasAddresses() {
    return items.stream().anyMatch(item -> address(item) != null);
  }

  /** Where a message is numbered; null for one that is not. */
  private static @Nullable String address(Outgoing.Item item) {
    if (item.audience() instanceof Audience.Client client) {
      return AddressTable.address(client.id());
    }
    return item.message() instanceof Message.Status ? null : AddressTable.EVERYONE;
  }

  /** The messages without numbers. */
  List<Parcel> unnumbered() {
    return items.stream().map(item -> new Parcel(item, null)).toList();
  }

  /** The messages with numbers, as far as their addresses are known. */
  List<Parcel> number(Connection c) throws SQLException {
    Map<String, Series> known = new HashMap<>();
    for (Map.Entry<String, Integer> each : counts().entrySet()) {
      AddressTable.number(c, each.getKey(), each.getValue())
          .ifPresent(given -> known.put(each.getKey(), new Series(given, each.getValue())));
    }
    List<Parcel> parcels = new ArrayList<>(items.size());
    for (Outgoing.Item item : items) {
      String address = address(item);
      Series series = address == null ? null : known.get(address);
      parcels.add(
          new Parcel(
              item,
              address == null || series == null ? null : series.stamp(address, item.message())));
    }
    return parcels;
  }

  /** In the order of addresses, so that servers do not wait for each other in a circle. */
  private Map<String, Integer> counts() {
    Map<String, Integer> counts = new TreeMap<>();
    for (Outgoing.Item item : items) {
      String address = address(item);
      if (address != null) {
        counts.merge(address, 1, Integer::sum);
      }
    }
    return counts;
  }

  /** The numbers of one address, given out in order. */
  private static final class Series {
    private final AddressTable.Numbers given;
    private long next;

    Series(AddressTable.Numbers given, int messages) {
      this.given = given;
      this.next = given.last() - messages + 1;
    }

    Stamp stamp(String address, Message message) {
      return new Stamp(new Letter(address, next++, message), given);
    }
  }
}

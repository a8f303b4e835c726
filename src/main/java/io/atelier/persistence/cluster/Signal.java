package io.atelier.persistence.cluster;

import io.atelier.json.Json;
import io.atelier.json.JsonObject;
import io.atelier.json.JsonSyntaxException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one server rings the others for; the news itself is in tables.
 *
 * @param from the server that rings
 * @param hello whether it has just joined
 * @param queue whether the queue has changed
 * @param interrupt whether a running prompt is to end
 * @param mail the addresses that there are messages for
 */
record Signal(String from, boolean hello, boolean queue, boolean interrupt, Set<String> mail) {
  /** Stands for so many addresses that they do not fit in a notification of PostgreSQL. */
  static final String ALL_MAIL = "+";

  private static final int MOST_BYTES = 7_000;

  static Signal hello(String from) {
    return new Signal(from, true, true, false, Set.of());
  }

  static Signal interrupt(String from) {
    return new Signal(from, false, false, true, Set.of());
  }

  /** What a server has to ring for but for the mail. */
  record News(String from, boolean queue) {
    Signal with(Set<String> mail) {
      return new Signal(from, false, queue, false, mail);
    }
  }

  /** The payload, in ASCII and less than the 8,000 bytes that one may have. */
  String write() {
    String text = text(mail);
    return text.length() <= MOST_BYTES ? text : text(Set.of(ALL_MAIL));
  }

  private String text(Set<String> addresses) {
    return Json.writeAsPython(
        JsonObject.with("from", from)
            .and("hello", hello)
            .and("queue", queue)
            .and("interrupt", interrupt)
            .and("mail", List.copyOf(addresses))
            .map());
  }

  /**
   * The signal of a payload.
   *
   * @throws IllegalArgumentException when it is none, such as one of another version
   */
  static Signal read(String payload) {
    try {
      if (Json.parse(payload) instanceof Map<?, ?> json
          && json.get("from") instanceof String from
          && json.get("mail") instanceof List<?> list) {
        Set<String> mail = new LinkedHashSet<>();
        list.forEach(address -> mail.add(String.valueOf(address)));
        return new Signal(
            from,
            json.get("hello") == Boolean.TRUE,
            json.get("queue") == Boolean.TRUE,
            json.get("interrupt") == Boolean.TRUE,
            mail);
      }
    } catch (JsonSyntaxException e) {
      throw new IllegalArgumentException("no signal: " + payload, e);
    }
    throw new IllegalArgumentException("no signal: " + payload);
  }
}

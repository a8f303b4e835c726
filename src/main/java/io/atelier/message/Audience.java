package io.atelier.message;

import org.jspecify.annotations.Nullable;

/** To whom a message goes. */
public sealed interface Audience {
  /** Every open socket. */
  record Everyone() implements Audience {}

  /** The socket of one client id. */
  record Client(String id) implements Audience {}

  /** No socket: the message is only for the record. */
  record Nobody() implements Audience {}

  Audience EVERYONE = new Everyone();
  Audience NOBODY = new Nobody();

  /** The client, or everyone when the prompt names none. */
  static Audience clientOrEveryone(@Nullable String clientId) {
    return clientId == null ? EVERYONE : new Client(clientId);
  }

  /** The client, or nobody when the prompt names none. */
  static Audience clientOrNobody(@Nullable String clientId) {
    return clientId == null ? NOBODY : new Client(clientId);
  }
}

package io.atelier.persistence.cluster;

import io.atelier.message.Keeping;
import io.atelier.message.Message;
import io.atelier.persistence.database.Key;
import org.jspecify.annotations.Nullable;

/** A message to be stored, with its address and its number there. */
record Letter(String address, long number, Message message) {
  /** What only a newer one of the same address displaces; null for what always stays. */
  @Nullable String subject() {
    return Key.ofNullable(Keeping.subject(message));
  }
}

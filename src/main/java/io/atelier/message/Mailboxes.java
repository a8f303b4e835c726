package io.atelier.message;

import java.util.List;
import java.util.Set;

/**
 * The clients of one server and what each has been told of late, as a relay between servers sees
 * them. What a client is told is numbered; what is published on this bus, as on any other, gets its
 * number here.
 */
public interface Mailboxes extends MessageBus {
  /** A message and its place among those to one client; places grow, not always by one. */
  record Numbered(long number, Message message) {}

  /** The clients that are connected, or were of late. */
  Set<String> clients();

  /** Whether a client has a socket that is being sent to. */
  boolean isConnected(String client);

  /** The highest number that a client has been told, or is not to be told again; 0 for none. */
  long last(String client);

  /** The highest number that a client has certainly read; -1 for none. */
  long read(String client);

  /** What is kept for a client, in order. */
  List<Numbered> kept(String client);

  /**
   * Tells a client a message that has its number already. One that is not beyond {@link #last} has
   * been told before, and is dropped.
   */
  void deliver(String client, Numbered message);

  /**
   * Goes on where another server was.
   *
   * @param last what follows has larger numbers
   * @param read the client has read up to this one there
   */
  void resume(String client, long last, long read);

  /** Takes note of what a client is told elsewhere. */
  void notice(String client, Message message);
}

package io.atelier.websocket;

import io.atelier.message.Audience;
import io.atelier.message.ClientWatch;
import io.atelier.message.Mailboxes;
import io.atelier.message.Message;
import io.atelier.node.NodeId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The connected clients, and the bus that brings messages to them.
 *
 * <p>A client is known by the id it connects with. Connecting again with the same id replaces the
 * older socket, which stays open and hears nothing more. Every session has a queue of its own
 * ({@link SessionQueue}), so publishing costs microseconds whatever the clients do, and a client
 * that never reads slows nobody: what it may hold is bounded, and {@link #closeStuckSessions} ends
 * it.
 *
 * <p>On connecting a client is told its id with the length of the queue, as last published here,
 * and the node that runs if its prompt does. One that was connected before then gets what it missed
 * ({@link Mailbox}); messages to a client that never was are dropped, and to be had over HTTP.
 */
public final class SessionRegistry implements Mailboxes {
  /** How long messages are kept for a client that has gone. */
  private static final Duration ABSENCE = Duration.ofMinutes(10);

  private final Message.FeatureFlags serverFlags;
  private final SessionLimits limits;
  private final Executor sender;
  private final LongSupplier nanoTime;

  private final Map<String, ClientSession> byClient = new ConcurrentHashMap<>();
  private final Map<String, Mailbox> mailboxes = new ConcurrentHashMap<>();
  private final Set<ClientSession> open = ConcurrentHashMap.newKeySet();
  private final RunningNodes running = new RunningNodes();
  private final MessageCounts counts = new MessageCounts();
  private volatile int queueRemaining;
  private volatile ClientWatch watch = ClientWatch.NOBODY;

  /**
   * @param serverFlags the answer to a client's feature flags
   * @param sender runs encoding and sending in order of request, such as a {@link SendLoop}; never
   *     on the caller's thread
   */
  public SessionRegistry(Message.FeatureFlags serverFlags, SessionLimits limits, Executor sender) {
    this(serverFlags, limits, sender, System::nanoTime);
  }

  SessionRegistry(
      Message.FeatureFlags serverFlags,
      SessionLimits limits,
      Executor sender,
      LongSupplier nanoTime) {
    this.serverFlags = serverFlags;
    this.limits = limits;
    this.sender = sender;
    this.nanoTime = nanoTime;
  }

  /** Has clients that come and go from now on watched. */
  public void watchedBy(ClientWatch newWatch) {
    watch = newWatch;
  }

  /** {@link #connect(String, Long, Outlet)} for a client that does not count its messages. */
  ClientSession connect(@Nullable String clientId, Outlet outlet) {
    return connect(clientId, null, outlet);
  }

  /**
   * Adds a session; without a client id it gets one of 32 hexadecimal digits.
   *
   * @param lastSeen the number of the last message that the client has read, 0 for none; null when
   *     it does not count them
   */
  ClientSession connect(@Nullable String clientId, @Nullable Long lastSeen, Outlet outlet) {
    String id = clientId == null || clientId.isEmpty() ? randomId() : clientId;
    ClientFlags flags = new ClientFlags(false, lastSeen != null);
    SessionQueue queue = new SessionQueue(outlet, sender, limits, nanoTime, flags, counts);
    ClientSession session = new ClientSession(id, queue, serverFlags);
    open.add(session);
    byClient.put(id, session);
    withMailbox(id, mailbox -> mailbox.expect(lastSeen));
    watch.arrived(id, () -> open(session, lastSeen));
    return session;
  }

  private void withMailbox(String id, Consumer<Mailbox> action) {
    mailboxes.compute(
        id,
        (key, kept) -> {
          Mailbox mailbox = kept == null ? new Mailbox(counts) : kept;
          action.accept(mailbox);
          return mailbox;
        });
  }

  /** The greeting is read after joining: what is published from here on waits behind it. */
  private void open(ClientSession session, @Nullable Long lastSeen) {
    withMailbox(
        session.id(),
        mailbox -> {
          if (byClient.get(session.id()) == session) {
            mailbox.attach(session, greeting(session.id()), lastSeen);
          } else if (open.contains(session)) {
            session.queue().open(greeting(session.id()));
          } else if (!byClient.containsKey(session.id())) {
            mailbox.expectNoMore(nanoTime.getAsLong());
          }
        });
  }

  private static String randomId() {
    return UUID.randomUUID().toString().replace("-", "");
  }

  private List<Envelope> greeting(String id) {
    List<Envelope> messages = new ArrayList<>(2);
    messages.add(new Envelope(new Message.Status(queueRemaining, id), false));
    NodeId node = running.of(id);
    if (node != null) {
      messages.add(new Envelope(new Message.ExecutingNow(node), false));
    }
    return messages;
  }

  /** Removes a session whose socket has closed; its client's newer one, if any, stays. */
  void disconnect(ClientSession session) {
    boolean newest = byClient.remove(session.id(), session);
    open.remove(session);
    session.queue().discard();
    mailboxes.computeIfPresent(
        session.id(),
        (id, mailbox) -> {
          mailbox.detach(session, nanoTime.getAsLong());
          return mailbox;
        });
    if (newest) {
      watch.left(session.id());
    }
  }

  @Override
  public void publish(Audience audience, Message message) {
    if (message instanceof Message.Status status) {
      queueRemaining = status.queueRemaining();
    }
    if (audience instanceof Audience.Client client) {
      running.observe(client.id(), message);
      Mailbox mailbox = mailboxes.get(client.id());
      if (mailbox == null) {
        counts.drop(1);
        return;
      }
      // The log belongs to this server alone: it is no part of what follows a client to others.
      if (message instanceof Message.Logs) {
        mailbox.mention(message);
      } else {
        mailbox.send(message);
      }
    } else if (audience instanceof Audience.Everyone) {
      Envelope envelope = new Envelope(message, true);
      byClient.values().forEach(session -> session.queue().add(envelope));
    }
  }

  @Override
  public Set<String> clients() {
    return Set.copyOf(mailboxes.keySet());
  }

  @Override
  public boolean isConnected(String client) {
    return ask(client, Mailbox::isAttached, false);
  }

  @Override
  public long last(String client) {
    return ask(client, Mailbox::last, 0L);
  }

  @Override
  public long read(String client) {
    return ask(client, Mailbox::read, -1L);
  }

  @Override
  public List<Numbered> kept(String client) {
    return ask(client, Mailbox::kept, List.of());
  }

  private <T> T ask(String client, Function<Mailbox, T> question, T otherwise) {
    Mailbox mailbox = mailboxes.get(client);
    return mailbox == null ? otherwise : question.apply(mailbox);
  }

  @Override
  public void deliver(String client, Numbered message) {
    running.observe(client, message.message());
    Mailbox mailbox = mailboxes.get(client);
    if (mailbox != null) {
      mailbox.send(message.message(), message.number());
    }
  }

  @Override
  public void resume(String client, long last, long read) {
    Mailbox mailbox = mailboxes.get(client);
    if (mailbox != null) {
      mailbox.resume(last, read);
    }
  }

  @Override
  public void notice(String client, Message message) {
    running.observe(client, message);
  }

  /** Sends queue lengths that were kept back; to be called some times a second. */
  public void sendKeptStatus() {
    byClient.values().forEach(session -> session.queue().sendKeptStatus());
  }

  /**
   * Closes the sessions that have not taken a frame for too long, and forgets the clients that have
   * been away for long; to be called now and then.
   */
  public void closeStuckSessions() {
    open.forEach(session -> session.queue().closeIfStuck());
    long now = nanoTime.getAsLong();
    for (String id : mailboxes.keySet()) {
      mailboxes.computeIfPresent(
          id, (key, box) -> box.isAbandoned(now, ABSENCE.toNanos()) ? null : box);
    }
  }

  /** What became of messages so far. */
  public MessageCounts counts() {
    return counts;
  }

  /** How many sockets are open. */
  public int size() {
    return open.size();
  }
}

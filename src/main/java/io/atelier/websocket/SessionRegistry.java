package io.atelier.websocket;

import io.atelier.message.Audience;
import io.atelier.message.Message;
import io.atelier.message.MessageBus;
import io.atelier.node.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The connected clients, and the bus that brings messages to them.
 *
 * <p>A client is known by the id it connects with. Connecting again with the same id replaces the
 * older socket, which stays open and hears nothing more. Every session has a queue of its own
 * ({@link SessionQueue}), so publishing costs microseconds whatever the clients do, and a client
 * that never reads slows nobody: what it may hold is bounded, and {@link #closeStuckSessions} ends
 * it. Messages to a client that is not there are dropped.
 *
 * <p>On connecting a client is told its id with the length of the queue, as last published here,
 * and the node that runs if its prompt does; what happened before is to be had over HTTP.
 */
public final class SessionRegistry implements MessageBus {
  private final Message.FeatureFlags serverFlags;
  private final SessionLimits limits;
  private final Executor sender;
  private final LongSupplier nanoTime;

  private final Map<String, ClientSession> byClient = new ConcurrentHashMap<>();
  private final Set<ClientSession> open = ConcurrentHashMap.newKeySet();
  private final RunningNodes running = new RunningNodes();
  private volatile int queueRemaining;

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

  /** Adds a session; without a client id it gets one of 32 hexadecimal digits. */
  ClientSession connect(@Nullable String clientId, Outlet outlet) {
    String id = clientId == null || clientId.isEmpty() ? randomId() : clientId;
    SessionQueue queue = new SessionQueue(outlet, sender, limits, nanoTime);
    ClientSession session = new ClientSession(id, queue, serverFlags);
    open.add(session);
    byClient.put(id, session);
    // Read after joining: whatever is published from here on waits in the queue behind this.
    queue.open(greeting(id));
    return session;
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
    byClient.remove(session.id(), session);
    open.remove(session);
    session.queue().discard();
  }

  @Override
  public void publish(Audience audience, Message message) {
    if (message instanceof Message.Status status) {
      queueRemaining = status.queueRemaining();
    }
    if (audience instanceof Audience.Client client) {
      running.observe(client.id(), message);
      ClientSession session = byClient.get(client.id());
      if (session != null) {
        session.queue().add(new Envelope(message, false));
      }
    } else if (audience instanceof Audience.Everyone) {
      Envelope envelope = new Envelope(message, true);
      byClient.values().forEach(session -> session.queue().add(envelope));
    }
  }

  /** Sends queue lengths that were kept back; to be called some times a second. */
  public void sendKeptStatus() {
    byClient.values().forEach(session -> session.queue().sendKeptStatus());
  }

  /** Closes the sessions that have not taken a frame for too long; to be called now and then. */
  public void closeStuckSessions() {
    open.forEach(session -> session.queue().closeIfStuck());
  }

  /** How many sockets are open. */
  public int size() {
    return open.size();
  }
}

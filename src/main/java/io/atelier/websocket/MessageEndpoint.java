package io.atelier.websocket;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The socket at {@code /ws}, over which clients are told what happens. */
@ApplicationScoped
@ServerEndpoint(value = "/ws", configurator = EndpointBeans.class)
public class MessageEndpoint {
  /** Larger incoming messages close the socket. */
  static final int MAX_INCOMING_BYTES = 4 * 1024 * 1024;

  private static final System.Logger LOG = System.getLogger(MessageEndpoint.class.getName());
  private static final String CLIENT = ClientSession.class.getName();

  @Inject SessionRegistry registry;

  @OnOpen
  public void open(Session session) {
    session.setMaxIdleTimeout(0);
    String id = parameter(session, "clientId");
    session
        .getUserProperties()
        .put(CLIENT, registry.connect(id, lastSeen(session), new SessionOutlet(session)));
  }

  private static @Nullable String parameter(Session session, String name) {
    List<String> values = session.getRequestParameterMap().getOrDefault(name, List.of());
    return values.isEmpty() ? null : values.get(0);
  }

  /** The parameter of clients that count their messages; null for others, or if it is no number. */
  private static @Nullable Long lastSeen(Session session) {
    String text = parameter(session, "lastSeen");
    return text != null && text.matches("\\d{1,18}") ? Long.valueOf(text) : null;
  }

  @OnMessage(maxMessageSize = MAX_INCOMING_BYTES)
  public void text(Session session, String text) {
    if (session.getUserProperties().get(CLIENT) instanceof ClientSession client) {
      client.receive(text);
    }
  }

  /** Clients have nothing to say in binary. */
  @OnMessage(maxMessageSize = MAX_INCOMING_BYTES)
  public void binary(Session session, ByteBuffer bytes) {
    LOG.log(Level.DEBUG, "Ignored {0} binary bytes", bytes.remaining());
  }

  @OnClose
  public void close(Session session) {
    if (session.getUserProperties().get(CLIENT) instanceof ClientSession client) {
      registry.disconnect(client);
    }
  }

  /** The container closes the session after an error; {@link #close} does the rest. */
  @OnError
  public void error(Session session, Throwable cause) {
    LOG.log(Level.DEBUG, "A socket failed", cause);
  }
}

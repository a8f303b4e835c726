package io.atelier.websocket;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Typed;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.nio.ByteBuffer;

/**
 * The same socket at {@code /api/ws}. Containers do not look for inherited annotations, hence the
 * repetition.
 */
@ApplicationScoped
@Typed(ApiMessageEndpoint.class)
@ServerEndpoint(value = "/api/ws", configurator = EndpointBeans.class)
public class ApiMessageEndpoint extends MessageEndpoint {
  @Override
  @OnOpen
  public void open(Session session) {
    super.open(session);
  }

  @Override
  @OnMessage(maxMessageSize = MAX_INCOMING_BYTES)
  public void text(Session session, String text) {
    super.text(session, text);
  }

  @Override
  @OnMessage(maxMessageSize = MAX_INCOMING_BYTES)
  public void binary(Session session, ByteBuffer bytes) {
    super.binary(session, bytes);
  }

  @Override
  @OnClose
  public void close(Session session) {
    super.close(session);
  }

  @Override
  @OnError
  public void error(Session session, Throwable cause) {
    super.error(session, cause);
  }
}

package io.atelier.websocket;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.SendHandler;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;

/** The outlet of a container's WebSocket session. */
record SessionOutlet(Session session) implements Outlet {
  private static final System.Logger LOG = System.getLogger(SessionOutlet.class.getName());

  @Override
  public void sendText(String text, Completion completion) {
    session.getAsyncRemote().sendText(text, handler(completion));
  }

  @Override
  public void sendBinary(ByteBuffer bytes, Completion completion) {
    session.getAsyncRemote().sendBinary(bytes, handler(completion));
  }

  private static SendHandler handler(Completion completion) {
    return result -> {
      if (result.isOK()) {
        completion.sent();
      } else {
        completion.failed(result.getException());
      }
    };
  }

  @Override
  public void close(String reason) {
    try {
      session.close(new CloseReason(CloseCodes.TRY_AGAIN_LATER, reason));
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.DEBUG, "A session did not close", e);
    }
  }
}

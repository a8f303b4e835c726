package io.atelier.websocket;

import io.atelier.message.Message;
import io.atelier.node.NodeId;
import io.atelier.prompt.PromptId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Which node each client was last told to be running, for those that come back meanwhile. */
final class RunningNodes {
  private final Map<String, Running> byClient = new ConcurrentHashMap<>();

  private record Running(PromptId promptId, NodeId displayNode) {}

  /** Takes note of a message to a client. */
  void observe(String clientId, Message message) {
    if (message instanceof Message.Executing now) {
      byClient.put(clientId, new Running(now.promptId(), now.displayNode()));
    } else if (message instanceof Message.ExecutingNothing end) {
      byClient.computeIfPresent(
          clientId, (id, last) -> last.promptId().equals(end.promptId()) ? null : last);
    }
  }

  /** The display node that runs for a client; null when none does. */
  @Nullable NodeId of(String clientId) {
    Running running = byClient.get(clientId);
    return running == null ? null : running.displayNode();
  }
}

package io.atelier.websocket;

import io.atelier.message.Message;
import io.atelier.message.NodeIdentity;
import io.atelier.message.NodeProgress;
import io.atelier.message.ProgressSnapshot;
import io.atelier.node.NodeId;
import io.atelier.node.Preview;
import io.atelier.prompt.PromptId;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Messages for tests. */
final class Messages {
  static final PromptId PROMPT = new PromptId("p1");

  private Messages() {}

  static Message.Executed executed(int number) {
    NodeId node = new NodeId("9");
    return new Message.Executed(PROMPT, node, node, Map.of("number", List.of((long) number)));
  }

  static Message.Executing executing(PromptId prompt, String node) {
    return new Message.Executing(prompt, new NodeId(node), new NodeId(node));
  }

  static Message.Progress progress(String node, int value, @Nullable Preview preview) {
    return new Message.Progress(PROMPT, identity(node), (long) value, 20L, preview);
  }

  static Message.ProgressState state(String prompt, int nodes, int value) {
    PromptId id = new PromptId(prompt);
    List<NodeProgress> list =
        IntStream.range(0, nodes)
            .mapToObj(
                i ->
                    new NodeProgress(
                        identity(String.valueOf(i)), NodeProgress.State.RUNNING, (long) value, 20L))
            .toList();
    return new Message.ProgressState(id, new Snapshot(list));
  }

  static NodeIdentity identity(String node) {
    NodeId id = new NodeId(node);
    return new NodeIdentity(id, id, null, id);
  }

  static Preview jpeg(int bytes) {
    return new Preview(Preview.Format.JPEG, new byte[bytes]);
  }

  static Preview png(int bytes) {
    return new Preview(Preview.Format.PNG, new byte[bytes]);
  }

  private record Snapshot(List<NodeProgress> nodes) implements ProgressSnapshot {
    @Override
    public int size() {
      return nodes.size();
    }

    @Override
    public NodeProgress latest() {
      return nodes.get(nodes.size() - 1);
    }
  }
}

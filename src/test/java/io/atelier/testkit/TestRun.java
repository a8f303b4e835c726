package io.atelier.testkit;

import io.atelier.execution.ExecutionResult;
import io.atelier.message.Message;
import io.atelier.node.NodeId;
import io.atelier.wire.MessageJson;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How one prompt went. */
public record TestRun(ExecutionResult result, RecordingBus bus) {

  /**
   * What the client was told, progress aside: {@code C[1, 2]} for the cached nodes, {@code x3} for
   * node 3 executing, {@code E5} for node 5 executed ({@code E5=null} without output), {@code
   * blocked5} for a blocker's message at node 5, then {@code OK}, {@code error5} or {@code
   * interrupted5}.
   */
  public String story() {
    List<String> words = new ArrayList<>();
    for (RecordingBus.Heard heard : bus.all()) {
      String word = word(heard.message());
      if (word != null) {
        words.add(word);
      }
    }
    words.add(String.valueOf(word(result.closing())));
    return String.join(" ", words);
  }

  private static @Nullable String word(Message message) {
    if (message instanceof Message.ExecutionCached m) {
      return "C" + m.nodes();
    }
    if (message instanceof Message.Executing m) {
      return "x" + m.node();
    }
    if (message instanceof Message.Executed m) {
      return "E" + m.node() + (m.output() == null ? "=null" : "");
    }
    if (message instanceof Message.ExecutionBlocked m) {
      return "blocked" + m.failure().node();
    }
    if (message instanceof Message.ExecutionSuccess) {
      return "OK";
    }
    if (message instanceof Message.ExecutionError m) {
      return "error" + m.failure().node();
    }
    return message instanceof Message.ExecutionInterrupted m ? "interrupted" + m.node() : null;
  }

  /** The nodes that ran, in order, each as often as it was staged. */
  public List<String> executing() {
    return bus.of(Message.Executing.class).stream().map(m -> m.node().value()).toList();
  }

  /** What a node showed under a key, as history has it; empty when it showed nothing. */
  public List<Object> shown(String node, String key) {
    Map<String, List<Object>> ui = result.outputs().get(new NodeId(node));
    return ui == null ? List.of() : ui.getOrDefault(key, List.of());
  }

  /** What an {@code Out} node showed. */
  public List<Object> text(String node) {
    return shown(node, "text");
  }

  /** The grey values, 0 to 255, that a {@code Show} or {@code Save} node showed. */
  public List<Object> grey(String node) {
    return shown(node, "grey");
  }

  /** The nodes whose outputs history has, in order of their ids. */
  public List<String> inHistory() {
    return List.copyOf(ids(result.outputs().keySet()));
  }

  /** The closing error. */
  public Message.Failure failure() {
    if (result.closing() instanceof Message.ExecutionError error) {
      return error.failure();
    }
    throw new AssertionError("the prompt did not fail: " + story());
  }

  /** The types of the messages that history keeps. */
  public List<String> record() {
    return result.messages().stream().map(MessageJson::type).toList();
  }

  /** Ids as sorted texts. */
  public static Collection<String> ids(Collection<NodeId> ids) {
    return ids.stream().map(NodeId::value).collect(Collectors.toCollection(TreeSet::new));
  }
}

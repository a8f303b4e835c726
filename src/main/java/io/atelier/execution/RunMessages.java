package io.atelier.execution;

import io.atelier.message.Audience;
import io.atelier.message.Message;
import io.atelier.message.MessageBus;
import io.atelier.message.NodeIdentity;
import io.atelier.node.NodeId;
import io.atelier.node.Preview;
import io.atelier.prompt.PromptId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What one prompt tells its client, addressed and kept for history as the contract says. */
final class RunMessages implements NodeEvents {
  private final PromptId promptId;
  private final MessageBus bus;
  private final Clock clock;
  private final Audience clientOnly;
  private final Audience clientOrAll;
  private final ProgressRegistry progress = new ProgressRegistry();
  private final Set<NodeId> executed = ConcurrentHashMap.newKeySet();
  private final List<Message> record = new ArrayList<>();

  RunMessages(PromptId promptId, @Nullable String clientId, MessageBus bus, Clock clock) {
    this.promptId = promptId;
    this.bus = bus;
    this.clock = clock;
    this.clientOnly = Audience.clientOrNobody(clientId);
    this.clientOrAll = Audience.clientOrEveryone(clientId);
  }

  void started() {
    recorded(new Message.ExecutionStart(promptId, clock.millis()));
  }

  void cached(List<NodeId> nodes) {
    recorded(new Message.ExecutionCached(promptId, nodes, clock.millis()));
  }

  private void recorded(Message message) {
    record.add(message);
    bus.publish(clientOnly, message);
  }

  void nodeStarts(NodeIdentity node) {
    synchronized (progress) {
      bus.publish(clientOrAll, new Message.ProgressState(promptId, progress.start(node)));
    }
    bus.publish(clientOnly, new Message.Executing(promptId, node.id(), node.display()));
  }

  void nodeShows(NodeIdentity node, @Nullable Map<String, List<Object>> ui) {
    bus.publish(clientOnly, new Message.Executed(promptId, node.id(), node.display(), ui));
  }

  void nodeFinished(NodeIdentity node) {
    synchronized (progress) {
      bus.publish(clientOrAll, new Message.ProgressState(promptId, progress.finish(node)));
    }
  }

  /** A node has run to its end. */
  void nodeExecuted(NodeIdentity node) {
    nodeFinished(node);
    executed.add(node.id());
  }

  /** The nodes that have run to their end. */
  List<NodeId> executed() {
    return List.copyOf(executed);
  }

  @Override
  public void progresses(NodeIdentity node, Number value, Number max, @Nullable Preview preview) {
    synchronized (progress) {
      bus.publish(
          clientOrAll, new Message.ProgressState(promptId, progress.update(node, value, max)));
      bus.publish(clientOrAll, new Message.Progress(promptId, node, value, max, preview));
    }
  }

  @Override
  public void says(NodeIdentity node, String text) {
    bus.publish(clientOrAll, new Message.NodeText(promptId, node.id(), text));
  }

  @Override
  public void blocked(NodeIdentity node, String classType, String why) {
    Message.Failure failure =
        new Message.Failure(
            node.id(),
            classType,
            executed(),
            "Execution Blocked: " + why,
            "ExecutionBlocked",
            List.of(),
            List.of(),
            List.of());
    bus.publish(clientOrAll, new Message.ExecutionBlocked(promptId, failure));
  }

  Closing succeeded() {
    return closing(new Message.ExecutionSuccess(promptId, clock.millis()), clientOnly);
  }

  Closing failed(Message.Failure failure) {
    return closing(new Message.ExecutionError(promptId, failure, clock.millis()), clientOnly);
  }

  Closing interrupted(NodeId node, String classType) {
    return closing(
        new Message.ExecutionInterrupted(promptId, node, classType, executed(), clock.millis()),
        clientOrAll);
  }

  private Closing closing(Message message, Audience audience) {
    record.add(message);
    return new Closing(message, audience, List.copyOf(record));
  }

  /**
   * The end of a prompt.
   *
   * @param record all messages for history, this one included
   */
  record Closing(Message message, Audience audience, List<Message> record) {}
}

package io.atelier.queue;

import io.atelier.node.NodeId;
import io.atelier.prompt.ExtraData;
import io.atelier.prompt.Prompt;
import io.atelier.prompt.PromptError;
import io.atelier.prompt.PromptFormatException;
import io.atelier.prompt.PromptId;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * That a prompt be run, and how.
 *
 * @param number the place in the queue that was chosen; null for the next of the server
 * @param toFront whether the server's next place is before all that wait
 * @param targets the only output nodes to run; null for all
 */
public record SubmitCall(
    PromptId id,
    @Nullable Number number,
    boolean toFront,
    Graph graph,
    @Nullable Set<NodeId> targets,
    ExtraData extraData) {

  /** What came as the graph. */
  public sealed interface Graph {
    /** None came. */
    Graph NONE =
        new Unreadable(
            new PromptError("no_prompt", "No prompt provided", "No prompt provided", Map.of()));

    /** What a JSON value is as a graph. */
    static Graph of(@Nullable Object json) {
      try {
        return new Given(Prompt.fromJson(json));
      } catch (PromptFormatException e) {
        return new Unreadable(e.error());
      }
    }
  }

  /** A graph, valid or not. */
  public record Given(Prompt prompt) implements Graph {}

  /** Something else. */
  public record Unreadable(PromptError error) implements Graph {}
}

package io.atelier.message.record;

import io.atelier.message.NodeProgress;
import io.atelier.message.ProgressSnapshot;
import java.util.List;
import java.util.function.Function;

/** How the state of all nodes of a prompt crosses: as the latest change, or as a whole. */
public final class ProgressForm {
  /** The state itself, for readers that have not read what was before. */
  public static final ProgressForm WHOLE =
      new ProgressForm(
          Whole.class, snapshot -> new Whole(snapshot.nodes()), whole -> (ProgressSnapshot) whole);

  private final Class<?> type;
  private final Function<ProgressSnapshot, Object> writer;
  private final Function<Object, ProgressSnapshot> reader;

  private ProgressForm(
      Class<?> type,
      Function<ProgressSnapshot, Object> writer,
      Function<Object, ProgressSnapshot> reader) {
    this.type = type;
    this.writer = writer;
    this.reader = reader;
  }

  /** The state of all nodes at one moment, copied. */
  record Whole(List<NodeProgress> nodes) implements ProgressSnapshot {
    @Override
    public int size() {
      return nodes.size();
    }

    @Override
    public NodeProgress latest() {
      return nodes.get(nodes.size() - 1);
    }
  }

  /**
   * The change alone.
   *
   * @param after makes the state of all nodes from the latest change
   */
  public static ProgressForm changes(Function<NodeProgress, ProgressSnapshot> after) {
    return new ProgressForm(
        NodeProgress.class, ProgressSnapshot::latest, change -> after.apply((NodeProgress) change));
  }

  Class<?> type() {
    return type;
  }

  Object write(ProgressSnapshot snapshot) {
    return writer.apply(snapshot);
  }

  ProgressSnapshot read(Object value) {
    return reader.apply(value);
  }
}

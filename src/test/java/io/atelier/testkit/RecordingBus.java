package io.atelier.testkit;

import io.atelier.message.Audience;
import io.atelier.message.Message;
import io.atelier.message.MessageBus;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A bus that remembers what was said, and to whom. */
public final class RecordingBus implements MessageBus {
  private final List<Heard> heard = new CopyOnWriteArrayList<>();

  /** A message with its audience. */
  public record Heard(Audience audience, Message message) {}

  @Override
  public void publish(Audience audience, Message message) {
    heard.add(new Heard(audience, message));
  }

  public List<Heard> all() {
    return heard;
  }

  /** The messages of one kind. */
  public <M extends Message> List<M> of(Class<M> kind) {
    List<M> found = new ArrayList<>();
    for (Heard each : heard) {
      if (kind.isInstance(each.message())) {
        found.add(kind.cast(each.message()));
      }
    }
    return found;
  }
}

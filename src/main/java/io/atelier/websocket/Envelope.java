package io.atelier.websocket;

import io.atelier.json.Json;
import io.atelier.message.Message;
import io.atelier.node.NodeId;
import io.atelier.node.Preview;
import io.atelier.prompt.PromptId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message on its way, shared by the queues of all sessions that it goes to. It is encoded when
 * the first of them sends it, once for all.
 */
final class Envelope {
  private static final int SMALL_MESSAGE_BYTES = 512;
  private static final int NODE_PROGRESS_BYTES = 200;

  private final Message message;
  private final boolean forEveryone;
  private final @Nullable Long number;
  private @Nullable Frame json;
  private @Nullable Frame plainPreview;
  private @Nullable Frame previewWithMetadata;

  /**
   * @param forEveryone whether it goes to all sockets; a preview then takes the form that every
   *     client can read
   */
  Envelope(Message message, boolean forEveryone) {
    this(message, forEveryone, null);
  }

  /**
   * @param number its place among the messages to one client, told to clients that count them
   */
  Envelope(Message message, boolean forEveryone, @Nullable Long number) {
    this.message = message;
    this.forEveryone = forEveryone;
    this.number = number;
  }

  /** Its place among the messages to one client; null for those that are not counted. */
  @Nullable Long number() {
    return number;
  }

  /** Whether it tells how something ended, which no later message repeats. */
  boolean isFinal() {
    return message instanceof Message.Executed
        || message instanceof Message.ExecutionSuccess
        || message instanceof Message.ExecutionError
        || message instanceof Message.ExecutionInterrupted
        || message instanceof Message.ExecutingNothing;
  }

  /**
   * What a later message must be about to make this one superfluous; null when nothing can, since
   * clients need it. A PNG preview is such a result: nodes that send their images over the socket
   * send them this way, samplers send JPEG.
   */
  @Nullable Object subject() {
    if (message instanceof Message.Status) {
      return Message.Status.class;
    }
    if (message instanceof Message.ProgressState state) {
      return state.promptId();
    }
    if (message instanceof Message.Progress step) {
      Preview preview = step.preview();
      boolean result = preview != null && preview.format() == Preview.Format.PNG;
      return result ? null : new Step(step.promptId(), step.node().id());
    }
    return null;
  }

  /** Whether it tells the length of the queue. */
  boolean isStatus() {
    return message instanceof Message.Status;
  }

  private record Step(PromptId promptId, NodeId node) {}

  /** About how many bytes it takes while it waits; known without encoding it. */
  long weight() {
    if (message instanceof Message.ProgressState state) {
      return SMALL_MESSAGE_BYTES + (long) NODE_PROGRESS_BYTES * state.snapshot().size();
    }
    if (message instanceof Message.Progress step && step.preview() != null) {
      return SMALL_MESSAGE_BYTES + (long) step.preview().image().length;
    }
    if (message instanceof Message.NodeText text) {
      return SMALL_MESSAGE_BYTES + (long) text.text().length();
    }
    return SMALL_MESSAGE_BYTES;
  }

  /** The frames for a client with these abilities, in the order in which they are sent. */
  synchronized List<Frame> frames(ClientFlags flags) {
    if (message instanceof Message.NodeText text) {
      if (json == null) {
        json = BinaryFrames.text(text);
      }
      return List.of(json);
    }
    Frame text = flags.numbers() && number != null ? new Frame.Text(text(number)) : plain();
    if (!(message instanceof Message.Progress step) || step.preview() == null) {
      return List.of(text);
    }
    if (flags.previewMetadata() && !forEveryone) {
      if (previewWithMetadata == null) {
        previewWithMetadata = BinaryFrames.previewWithMetadata(step, step.preview());
      }
      return List.of(previewWithMetadata, text);
    }
    if (plainPreview == null) {
      plainPreview = BinaryFrames.preview(step.preview());
    }
    return List.of(text, plainPreview);
  }

  private Frame plain() {
    if (json == null) {
      json = new Frame.Text(text(null));
    }
    return json;
  }

  private String text(@Nullable Long withNumber) {
    Map<String, Object> frame = new LinkedHashMap<>();
    frame.put("type", message.type());
    frame.put("data", message.data());
    if (withNumber != null) {
      frame.put("seq", withNumber);
    }
    return Json.write(frame);
  }

  @Override
  public String toString() {
    return message.type();
  }
}

package io.atelier.websocket;

import io.atelier.json.Json;
import io.atelier.message.Keeping;
import io.atelier.message.Message;
import io.atelier.wire.MessageJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message on its way, shared by the queues of all sessions that it goes to. It is encoded when
 * the first of them sends it, once for all.
 */
final class Envelope {
  private final Message message;
  private final boolean forEveryone;
  private final @Nullable Long number;
  private @Nullable SocketFrame json;
  private @Nullable SocketFrame plainPreview;
  private @Nullable SocketFrame previewWithMetadata;

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

  /** See {@link Keeping#isFinal}. */
  boolean isFinal() {
    return Keeping.isFinal(message);
  }

  /** See {@link Keeping#subject}. */
  @Nullable Object subject() {
    return Keeping.subject(message);
  }

  /** Whether it tells the length of the queue. */
  boolean isStatus() {
    return message instanceof Message.Status;
  }

  /** See {@link Keeping#weight}. */
  long weight() {
    return Keeping.weight(message);
  }

  Message message() {
    return message;
  }

  /** The frames for a client with these abilities, in the order in which they are sent. */
  synchronized List<SocketFrame> frames(ClientFlags flags) {
    if (message instanceof Message.NodeText text) {
      if (json == null) {
        json = BinaryFrames.text(text);
      }
      return List.of(json);
    }
    SocketFrame text =
        flags.numbers() && number != null ? new SocketFrame.Text(text(number)) : plain();
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

  private SocketFrame plain() {
    if (json == null) {
      json = new SocketFrame.Text(text(null));
    }
    return json;
  }

  private String text(@Nullable Long withNumber) {
    return Json.write(MessageJson.frame(message, withNumber));
  }

  @Override
  public String toString() {
    return MessageJson.type(message);
  }
}

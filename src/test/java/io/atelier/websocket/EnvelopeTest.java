package io.atelier.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.message.Message;
import io.atelier.node.NodeId;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EnvelopeTest {
  private static final ClientFlags METADATA = new ClientFlags(true, false);

  @Test
  void jsonFrameHasTypeAndData() {
    Envelope envelope = new Envelope(new Message.Status(2, "aaa"), false);
    assertThat(envelope.frames(ClientFlags.NONE))
        .containsExactly(
            new SocketFrame.Text(
                "{\"type\":\"status\",\"data\":{\"status\":{\"exec_info\":"
                    + "{\"queue_remaining\":2}},\"sid\":\"aaa\"}}"));
  }

  @Test
  void withoutTheFlagThePreviewFollowsTheProgress() {
    Envelope envelope = new Envelope(Messages.progress("3", 1, Messages.jpeg(4)), false);
    assertThat(envelope.frames(ClientFlags.NONE))
        .satisfiesExactly(
            json -> assertThat(json).isInstanceOf(SocketFrame.Text.class),
            preview -> assertThat(code(preview)).isEqualTo(1));
  }

  @Test
  void withTheFlagThePreviewWithMetadataComesBeforeTheProgress() {
    Envelope envelope = new Envelope(Messages.progress("3", 1, Messages.jpeg(4)), false);
    assertThat(envelope.frames(METADATA))
        .satisfiesExactly(
            preview -> assertThat(code(preview)).isEqualTo(4),
            json -> assertThat(json).isInstanceOf(SocketFrame.Text.class));
  }

  @Test
  void aPreviewForEveryoneIsInTheFormThatAllCanRead() {
    Envelope envelope = new Envelope(Messages.progress("3", 1, Messages.jpeg(4)), true);
    assertThat(envelope.frames(METADATA))
        .satisfiesExactly(
            json -> assertThat(json).isInstanceOf(SocketFrame.Text.class),
            preview -> assertThat(code(preview)).isEqualTo(1));
  }

  @Test
  void eachFormIsEncodedOnce() {
    Envelope envelope = new Envelope(Messages.progress("3", 1, Messages.jpeg(4)), false);
    List<SocketFrame> plain = envelope.frames(ClientFlags.NONE);
    List<SocketFrame> metadata = envelope.frames(METADATA);
    assertThat(envelope.frames(ClientFlags.NONE).get(0)).isSameAs(plain.get(0));
    assertThat(envelope.frames(ClientFlags.NONE).get(1)).isSameAs(plain.get(1));
    assertThat(envelope.frames(METADATA).get(0)).isSameAs(metadata.get(0));
    assertThat(metadata.get(1)).isSameAs(plain.get(0));
  }

  @Test
  void nodeTextIsBinary() {
    Message text = new Message.NodeText(Messages.PROMPT, new NodeId("2"), "hi");
    Envelope envelope = new Envelope(text, true);
    assertThat(envelope.frames(ClientFlags.NONE))
        .singleElement()
        .satisfies(frame -> assertThat(code(frame)).isEqualTo(3));
  }

  @Test
  void onlyProgressAndStatusCanBecomeSuperfluous() {
    assertThat(subject(new Message.Status(1))).isEqualTo(subject(new Message.Status(2)));
    assertThat(subject(Messages.state("p1", 1, 1))).isEqualTo(subject(Messages.state("p1", 2, 2)));
    assertThat(subject(Messages.state("p1", 1, 1)))
        .isNotEqualTo(subject(Messages.state("p2", 1, 1)));
    assertThat(subject(Messages.progress("1", 1, null)))
        .isEqualTo(subject(Messages.progress("1", 2, Messages.jpeg(3))))
        .isNotEqualTo(subject(Messages.progress("2", 1, null)));
    assertThat(subject(Messages.executed(1))).isNull();
    assertThat(subject(Messages.progress("1", 1, Messages.png(3)))).isNull();
  }

  private static @Nullable Object subject(Message message) {
    return new Envelope(message, false).subject();
  }

  private static int code(SocketFrame frame) {
    return ByteBuffer.wrap(((SocketFrame.Binary) frame).bytes()).getInt();
  }
}

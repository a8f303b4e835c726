package io.atelier.websocket;

import io.atelier.json.Json;
import io.atelier.message.Message;
import io.atelier.node.Preview;
import io.atelier.wire.MessageJson;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The binary layouts of the protocol: an event code and what belongs to it, all numbers unsigned,
 * 32 bits, big-endian.
 */
final class BinaryFrames {
  private static final int PREVIEW = 1;
  private static final int TEXT = 3;
  private static final int PREVIEW_WITH_METADATA = 4;

  private BinaryFrames() {}

  /** Code 1: image type, image. The image starts at byte 8, which clients count on. */
  static SocketFrame preview(Preview preview) {
    return frame(PREVIEW, preview.format().wireCode(), preview.image());
  }

  /** Code 3: length of the node id, node id, text. */
  static SocketFrame text(Message.NodeText message) {
    byte[] node = utf8(message.node().value());
    return frame(TEXT, node.length, node, utf8(message.text()));
  }

  /** Code 4: length of the JSON, JSON that says which node it is of, image. */
  static SocketFrame previewWithMetadata(Message.Progress step, Preview preview) {
    byte[] metadata = Json.writeBytes(MessageJson.previewMetadata(step, preview));
    return frame(PREVIEW_WITH_METADATA, metadata.length, metadata, preview.image());
  }

  private static SocketFrame frame(int code, int number, byte[]... parts) {
    int length = 2 * Integer.BYTES;
    for (byte[] part : parts) {
      length += part.length;
    }
    byte[] bytes = new byte[length];
    ByteBuffer buffer = ByteBuffer.wrap(bytes).putInt(code).putInt(number);
    for (byte[] part : parts) {
      buffer.put(part);
    }
    return new SocketFrame.Binary(bytes);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

package io.atelier.websocket;

import io.atelier.json.Json;
import io.atelier.json.JsonObject;
import io.atelier.message.Message;
import io.atelier.message.NodeIdentity;
import io.atelier.node.NodeId;
import io.atelier.node.Preview;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
  static Frame preview(Preview preview) {
    return frame(PREVIEW, preview.format().wireCode(), preview.image());
  }

  /** Code 3: length of the node id, node id, text. */
  static Frame text(Message.NodeText message) {
    byte[] node = utf8(message.node().value());
    return frame(TEXT, node.length, node, utf8(message.text()));
  }

  /** Code 4: length of the JSON, JSON that says which node it is of, image. */
  static Frame previewWithMetadata(Message.Progress step, Preview preview) {
    byte[] metadata = Json.writeBytes(metadata(step, preview));
    return frame(PREVIEW_WITH_METADATA, metadata.length, metadata, preview.image());
  }

  private static Map<String, @Nullable Object> metadata(Message.Progress step, Preview preview) {
    NodeIdentity node = step.node();
    NodeId parent = node.parent();
    return JsonObject.with("node_id", node.id().value())
        .and("prompt_id", step.promptId().value())
        .and("display_node_id", node.display().value())
        .and("parent_node_id", parent == null ? null : parent.value())
        .and("real_node_id", node.real().value())
        .and("image_type", preview.format().mimeType())
        .map();
  }

  private static Frame frame(int code, int number, byte[]... parts) {
    int length = 2 * Integer.BYTES;
    for (byte[] part : parts) {
      length += part.length;
    }
    byte[] bytes = new byte[length];
    ByteBuffer buffer = ByteBuffer.wrap(bytes).putInt(code).putInt(number);
    for (byte[] part : parts) {
      buffer.put(part);
    }
    return new Frame.Binary(bytes);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

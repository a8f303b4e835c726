package io.atelier.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.message.Message;
import io.atelier.message.NodeIdentity;
import io.atelier.node.NodeId;
import io.atelier.node.Preview;
import io.atelier.prompt.PromptId;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The layouts of websocket.md section 5, byte for byte. */
class BinaryFramesTest {
  private static final Preview JPEG = new Preview(Preview.Format.JPEG, bytes("ffd8ffd9"));
  private static final Preview PNG = new Preview(Preview.Format.PNG, bytes("89504e47"));

  @Test
  void previewHasTypeAndImageFromByteEight() {
    assertFrame(BinaryFrames.preview(JPEG), "00000001" + "00000001" + "ffd8ffd9");
    assertFrame(BinaryFrames.preview(PNG), "00000001" + "00000002" + "89504e47");
  }

  @Test
  void textHasNodeIdWithItsLengthInBytes() {
    Message.NodeText text =
        new Message.NodeText(new PromptId("p"), new NodeId("2ä"), "width: 20, ü");
    assertFrame(
        BinaryFrames.text(text),
        "00000003" + "00000003" + "32c3a4" + hex("width: 20, ü".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void previewWithMetadataHasJsonThenImage() {
    NodeIdentity node =
        new NodeIdentity(new NodeId("1.0.0.3"), new NodeId("1"), new NodeId("1"), new NodeId("1"));
    Message.Progress step = new Message.Progress(new PromptId("7c22"), node, 1L, 20L, PNG);
    String json =
        "{\"node_id\":\"1.0.0.3\",\"prompt_id\":\"7c22\",\"display_node_id\":\"1\","
            + "\"parent_node_id\":\"1\",\"real_node_id\":\"1\",\"image_type\":\"image/png\"}";
    byte[] metadata = json.getBytes(StandardCharsets.UTF_8);
    assertFrame(
        BinaryFrames.previewWithMetadata(step, PNG),
        "00000004" + String.format("%08x", metadata.length) + hex(metadata) + "89504e47");
  }

  @Test
  void previewOfTopLevelNodeHasNullParentAndJpegType() {
    Message.Progress step = Messages.progress("3", 1, JPEG);
    byte[] frame = ((SocketFrame.Binary) BinaryFrames.previewWithMetadata(step, JPEG)).bytes();
    String text = new String(frame, StandardCharsets.ISO_8859_1);
    assertThat(text)
        .contains("\"parent_node_id\":null", "\"image_type\":\"image/jpeg\"")
        .endsWith("ÿØÿÙ");
  }

  private static void assertFrame(SocketFrame frame, String hex) {
    assertThat(hex(((SocketFrame.Binary) frame).bytes())).isEqualTo(hex);
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}

package io.atelier.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.json.Json;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** Pictures that clients get over their socket instead of from files. */
class WebsocketPictureIT extends DeployedServer {
  private static final int PREVIEW = 1;
  private static final int PNG = 2;
  private static final int HEADER = 8;

  private static Map<String, ?> graph(int batch) {
    return Map.of(
        "1",
        Graphs.node(
            "EmptyImage",
            Map.of("width", 640, "height", 24, "batch_size", batch, "color", 0x123456)),
        "2",
        Graphs.node("SaveImageWebsocket", Map.of("images", List.of("1", 0))));
  }

  @Test
  void eachPictureIsAFrameInFullSizeEveryTime() throws IOException {
    try (ComfyClient client = new ComfyClient(base(), "frames").listen()) {
      for (int run = 1; run <= 2; run++) {
        String prompt = client.submit(graph(3));
        assertThat(client.awaitEnd(prompt))
            .contains("execution_success")
            .doesNotContain("executed");
        assertThat(client.frames()).hasSize(3 * run);
        assertThat((Map<?, ?>) client.history(prompt).get("outputs")).isEmpty();
      }
      for (byte[] frame : client.frames()) {
        ByteBuffer header = ByteBuffer.wrap(frame);
        assertThat(header.getInt()).isEqualTo(PREVIEW);
        assertThat(header.getInt()).isEqualTo(PNG);
        BufferedImage image =
            ImageIO.read(new ByteArrayInputStream(frame, HEADER, frame.length - HEADER));
        assertThat(image.getWidth()).isEqualTo(640);
        assertThat(image.getHeight()).isEqualTo(24);
        assertThat(image.getRGB(639, 23) & 0xffffff).isEqualTo(0x123456);
      }
    }
  }

  @Test
  void theOfficialFrontendFindsTheLoadersThatItRegisters() {
    try (ComfyClient client = new ComfyClient(base(), "loaders")) {
      assertThat(Json.parse(client.get("/object_info").body()))
          .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
          .containsKeys(
              "CheckpointLoaderSimple",
              "ImageOnlyCheckpointLoader",
              "LoraLoader",
              "LoraLoaderModelOnly",
              "VAELoader",
              "ControlNetLoader",
              "UNETLoader",
              "UpscaleModelLoader",
              "StyleModelLoader",
              "GLIGENLoader",
              "SaveImageWebsocket");
    }
  }
}

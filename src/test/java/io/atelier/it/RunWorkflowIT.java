package io.atelier.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** The main job: a script submits a workflow, follows it, and fetches the picture. */
class RunWorkflowIT extends DeployedServer {
  @Test
  void aScriptGetsItsPicture() throws IOException {
    try (ComfyClient client = new ComfyClient(base(), "script").listen()) {
      String prompt = client.submit(Graphs.invertedColour(0xff8800));
      List<String> messages = client.awaitEnd(prompt);
      assertThat(messages).startsWith("execution_start", "execution_cached");
      assertThat(messages).contains("progress_state", "executing", "executed");
      assertThat(messages.subList(messages.size() - 2, messages.size()))
          .containsExactly("execution_success", "executing");

      byte[] png = client.view(client.images(prompt, "3").get(0));
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
      assertThat(image.getRGB(0, 0) & 0xffffff).isEqualTo(0x0076ff);
    }
  }

  @Test
  void thePageIsServedAtTheRoot() {
    try (ComfyClient client = new ComfyClient(base(), "visitor")) {
      var page = client.get("/");
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.headers().firstValue("Content-Type"))
          .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
      assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-cache");
    }
  }
}

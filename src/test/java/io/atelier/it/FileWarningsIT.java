package io.atelier.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.json.Json;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Files that somebody broke: the server answers all the same and says what is wrong with them. */
class FileWarningsIT extends DeployedServer {
  private static final Path SETTINGS = data().resolve("user/default/comfy.settings.json");
  private static final Path SUBGRAPH = data().resolve("custom_nodes/Broken/subgraphs/a.json");

  private final ComfyClient client = new ComfyClient(base(), "warned");

  @AfterEach
  void mend() throws IOException {
    Files.deleteIfExists(SETTINGS);
    Files.deleteIfExists(SUBGRAPH);
    client.get("/settings");
    client.close();
  }

  private String warnings() {
    HttpResponse<byte[]> answer = client.get("/api/atelier/warnings");
    assertThat(answer.statusCode()).isEqualTo(200);
    return Json.write(Json.parse(answer.body()));
  }

  @Test
  void aBrokenFileIsNamedWithLineAndReason() throws IOException {
    Files.createDirectories(SETTINGS.getParent());
    Files.writeString(SETTINGS, "{\n\"a\": tru\n}");
    HttpResponse<byte[]> settings = client.get("/settings");
    assertThat(new String(settings.body(), StandardCharsets.UTF_8)).isEqualTo("{}");
    assertThat(warnings()).contains("comfy.settings.json", "\"line\":2", "is no JSON");
  }

  @Test
  void theServerStartsDespiteFaultsInTheFileOfModelFolders() {
    assertThat(warnings()).contains("extra_model_paths.yaml", "\"line\":11", "escape");
  }

  @Test
  void aBrokenSubgraphDoesNotTakeTheOthersAlong() throws IOException {
    Files.createDirectories(SUBGRAPH.getParent());
    Files.writeString(SUBGRAPH, "{");
    assertThat(client.get("/global_subgraphs").statusCode()).isEqualTo(200);
    assertThat(warnings()).contains("a.json");
  }
}

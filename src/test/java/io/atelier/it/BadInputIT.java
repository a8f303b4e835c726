package io.atelier.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.json.Json;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server makes of input that is broken or hostile. */
class BadInputIT extends DeployedServer {
  private final ComfyClient client = new ComfyClient(base(), "hostile");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "nonsense",
        "null",
        "5",
        "{\"prompt\": {\"1\": 5}}",
        "{\"prompt\": {\"1\": null}}",
        "{\"prompt\": {\"1\": true}}",
        "{\"prompt\": 5}",
        "{\"prompt\": null}",
        "{\"prompt\": \"{}\"}",
        "{\"prompt\": [{}]}",
        "{\"prompt\": {}, \"number\": \"first\"}",
        "{\"prompt\": {}, \"number\": 1e999}",
        "{\"prompt\": {}, \"prompt_id\": \"a/b\"}",
        "{\"prompt\": {}, \"partial_execution_targets\": 5}",
        "{\"prompt\": {}, \"client_id\": \"c\", \"extra_data\": null}",
        "{\"nodes\": [], \"links\": []}",
        "{\"prompt\": {\"nodes\": [{\"id\": 1, \"type\": \"KSampler\"}], \"links\": []}}",
      })
  void anUnreadablePromptIsAnsweredInTheClassicShapeAndQueuesNothing(String body) {
    HttpResponse<byte[]> answer = client.post("/prompt", body.getBytes(StandardCharsets.UTF_8));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(text(answer))
        .matches(
            "(?s)\\{\"error\":\\{\"type\":\"\\w+\",\"message\":\".+\",\"details\":\".*\","
                + "\"extra_info\":\\{.*}},\"node_errors\":\\{}}");
    assertThat(text(answer)).doesNotContain("io.atelier", "Exception");
    assertThat(client.remaining()).isZero();
  }

  @Test
  void deepNestingIsRefused() {
    String deep = "[".repeat(100_000) + "]".repeat(100_000);
    HttpResponse<byte[]> answer =
        client.post("/prompt", ("{\"prompt\": " + deep + "}").getBytes(StandardCharsets.UTF_8));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(text(answer)).contains("line 1, column").doesNotContain("at io.atelier");
  }

  @Test
  void aBodyOverTheLimitIsRefused() {
    byte[] huge = new byte[104_857_601];
    HttpResponse<byte[]> answer = client.post("/prompt", huge);
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(text(answer)).isEqualTo("Maximum request body size 104857600 exceeded.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "filename=../../pom.xml",
        "filename=%2e%2e%2f%2e%2e%2fpom.xml",
        "filename=/etc/passwd",
        "filename=a.png&subfolder=../..",
        "filename=a.png&subfolder=%2e%2e%2f%2e%2e",
        "filename=a.png&subfolder=/etc",
        "filename=passwd&subfolder=..%2f..%2f..%2f..%2fetc",
        "filename=a.png&type=../input",
        "filename=%2e%2e%252f%2e%2e%252fpom.xml",
        "filename=a%00.png"
      })
  void viewDoesNotLeaveItsFolder(String query) {
    HttpResponse<byte[]> answer = client.get("/view?" + query);
    assertThat(answer.statusCode()).isIn(400, 403, 404);
    assertThat(answer.body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/../pom.xml", "/%2e%2e/pom.xml", "/WEB-INF/beans.xml", "/web-inf/beans.xml"})
  void staticFilesDoNotLeaveThePage(String path) {
    assertThat(client.get(path).statusCode()).isIn(400, 403, 404);
  }

  @Test
  void aLinkOutOfTheFolderIsNotFollowed() throws IOException {
    Path secret = Files.writeString(data().resolve("secret.txt"), "secret");
    Path link = data().resolve("output").resolve("link.txt");
    Files.deleteIfExists(link);
    Files.createSymbolicLink(link, secret);
    HttpResponse<byte[]> answer = client.get("/view?filename=link.txt");
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void aGraphCannotSaveOutsideItsFolder() {
    try (ComfyClient listener = new ComfyClient(base(), "escaper").listen()) {
      Map<String, ?> escape =
          Map.of(
              "1",
              Graphs.node(
                  "EmptyImage", Map.of("width", 8, "height", 8, "batch_size", 1, "color", 1)),
              "2",
              Graphs.node(
                  "SaveImage",
                  Map.of("images", List.of("1", 0), "filename_prefix", "../../escaped")));
      String prompt = listener.submit(escape);
      assertThat(listener.awaitEnd(prompt)).contains("execution_error");
      assertThat(data().resolve("../escaped_00001_.png")).doesNotExist();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../../secret.txt", "/etc/passwd", "..\\secret.txt", "a.png [output]/../x"})
  void aGraphCannotLoadFromOutsideItsFolder(String name) {
    Map<String, ?> escape =
        Map.of(
            "1",
            Graphs.node("LoadImage", Map.of("image", name)),
            "2",
            Graphs.node("PreviewImage", Map.of("images", List.of("1", 0))));
    HttpResponse<byte[]> answer = client.post("/prompt", Json.writeBytes(Map.of("prompt", escape)));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(text(answer)).contains("custom_validation_failed").contains("Invalid image file");
  }

  @Test
  void unknownIdsAreNoErrors() {
    assertThat(text(client.get("/history/nobody"))).isEqualTo("{}");
    assertThat(text(client.get("/object_info/Nothing"))).isEqualTo("{}");
    assertThat(client.get("/models/nothing").statusCode()).isEqualTo(404);
    byte[] delete = Json.writeBytes(Map.of("delete", List.of("nobody")));
    assertThat(client.post("/queue", delete).statusCode()).isEqualTo(200);
    assertThat(client.post("/history", delete).statusCode()).isEqualTo(200);
    byte[] interrupt = Json.writeBytes(Map.of("prompt_id", "nobody"));
    assertThat(client.post("/interrupt", interrupt).statusCode()).isEqualTo(200);
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }
}

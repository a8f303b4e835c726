package io.atelier.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Requests of every route with random damage, byte by byte, on connections of their own. Whatever
 * comes, the server answers or hangs up, fails in no way of its own, and leaves nothing behind.
 */
class FuzzIT extends DeployedServer {
  private static final int REQUESTS = 1500;

  /** The one fault of a request that HTTP counts among the server's: another version of it. */
  private static final int OTHER_VERSION = 505;

  private static final List<String> SPICE =
      List.of(
          "../",
          "%2F",
          "%00",
          "%",
          "\r\n",
          "\0",
          "\"",
          "{",
          "[",
          "]",
          "null",
          "NaN",
          "-1",
          "9999999999",
          "\u00ff",
          ";",
          "&",
          "=",
          "--b",
          "Content-Length: 5\r\n",
          "?",
          "#",
          " ",
          "1e999",
          "\\ud800",
          "null,",
          "..",
          "..%5C",
          "%2e%2e",
          "move/",
          "Content-Encoding: gzip\r\n",
          "Content-Encoding: br\r\n",
          "Upgrade: websocket\r\n",
          "Host: x:y\r\n",
          "\u001f\u008b\b",
          "\\\"",
          "filename*=UTF-8''%ff;");

  private static String request(String line, String type, String body) {
    return line
        + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: "
        + type
        + "\r\nContent-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  private static String json(String line, String body) {
    return request(line, "application/json", body);
  }

  private static final String FORM =
      """
      --b
      Content-Disposition: form-data; name="image"; filename="fuzz.png"

      x
      --b
      Content-Disposition: form-data; name="type"

      temp
      --b
      Content-Disposition: form-data; name="original_ref"

      {"filename": "example.png", "type": "input"}
      --b--
      """
          .replace("\n", "\r\n");

  private static final List<String> SEEDS =
      List.of(
          json(
              "POST /prompt",
              "{\"prompt\": {\"1\": {\"class_type\": \"EmptyImage\", \"inputs\": {\"width\": 8,"
                  + " \"height\": 8, \"batch_size\": 1, \"color\": 0}}, \"2\": {\"class_type\":"
                  + " \"PreviewImage\", \"inputs\": {\"images\": [\"1\", 0]}}}, \"client_id\": \"f\","
                  + " \"extra_data\": {}, \"number\": 1, \"partial_execution_targets\": [\"2\"]}"),
          json(
              "POST /prompt",
              "{\"nodes\": [{\"id\": 1, \"type\": \"KSampler\"}], \"links\": [], \"version\": 0.4}"),
          json(
              "POST /prompt",
              "{\"prompt\": {\"1\": null, \"2\": 5}, \"prompt_id\": \"fuzz\", \"number\": \"-1.5\"}"),
          request("POST /prompt", "text/plain\r\nContent-Encoding: deflate", "{\"prompt\": {}}"),
          json("POST /userdata/fuzz/plain/a.json", "{}"),
          json("POST /userdata/fuzz/plain/a.json/move/fuzz/plain/b.json", ""),
          json("GET /userdata/fuzz/plain/b.json", ""),
          json("POST /users", "{\"username\": \"fuzz\"}"),
          json("POST /api/atelier/prompts/x/priority", "{\"priority\": 1}"),
          json("POST /queue", "{\"clear\": false, \"delete\": [\"x\"]}"),
          json("POST /history", "{\"clear\": false, \"delete\": [\"x\"]}"),
          json("POST /interrupt", "{\"prompt_id\": \"x\"}"),
          json("POST /free", "{\"unload_models\": true, \"free_memory\": true}"),
          json("POST /settings", "{\"fuzz\": [1, {\"a\": null}]}"),
          json("POST /settings/fuzz", "\"value\""),
          json("POST /userdata/fuzz%2Fa.json?overwrite=true&full_info=true", "{}"),
          json("POST /userdata/fuzz%2Fa.json/move/fuzz%2Fb.json?overwrite=true", ""),
          json("PATCH /internal/logs/subscribe", "{\"clientId\": \"f\", \"enabled\": true}"),
          json("POST /api/jobs/cancel", "{\"job_ids\": [\"x\"]}"),
          json("POST /api/jobs/x/cancel", ""),
          request("POST /upload/image", "multipart/form-data; boundary=b", FORM),
          request("POST /upload/mask", "multipart/form-data; boundary=b", FORM),
          json("GET /view?filename=example.png&type=input&preview=webp;50&channel=rgb", ""),
          json("GET /view?filename=example.png%20[input]&subfolder=a", ""),
          json("GET /userdata?dir=fuzz&recurse=true&split=true&full_info=true", ""),
          json("GET /v2/userdata?path=fuzz", ""),
          json("GET /history?max_items=5&offset=1", ""),
          json("GET /api/jobs?status=pending,failed&limit=5&offset=1&sort_by=created_at", ""),
          json("GET /object_info/EmptyImage", ""),
          json("GET /experiment/models/preview/loras/0/a.safetensors", ""),
          json("GET /view_metadata/loras?filename=a.safetensors", ""),
          json("GET /api/workflow_templates/a/b.json", ""),
          json("DELETE /userdata/fuzz%2Fb.json", ""),
          json("GET /internal/files/input", ""));

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void damagedRequestsAreAnsweredAndLeaveNothingBehind(long seed) throws IOException {
    Random random = new Random(seed);
    for (int i = 0; i < REQUESTS; i++) {
      byte[] damaged = damage(SEEDS.get(random.nextInt(SEEDS.size())), random);
      int status = send(damaged);
      assertThat(status)
          .as("seed %d, request %d: %s", seed, i, new String(damaged, StandardCharsets.ISO_8859_1))
          .satisfiesAnyOf(
              s -> assertThat(s).isLessThan(500).isNotNegative(),
              s -> assertThat(s).isEqualTo(OTHER_VERSION));
    }
    assertNothingBehind();
  }

  /** What is damaged in its length makes the server wait for more: then the client hangs up. */
  private static int send(byte[] request) throws IOException {
    try (RawHttp http = new RawHttp(base())) {
      return http.send(request).finish().status();
    }
  }

  private static byte[] damage(String seed, Random random) {
    byte[] bytes = seed.getBytes(StandardCharsets.ISO_8859_1);
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(bytes.length);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.write(bytes, 0, at);
      switch (random.nextInt(4)) {
        case 0 -> out.write(random.nextInt(256));
        case 1 ->
            out.writeBytes(
                SPICE.get(random.nextInt(SPICE.size())).getBytes(StandardCharsets.ISO_8859_1));
        case 2 -> at = Math.min(bytes.length, at + random.nextInt(20));
        default -> out.write(bytes, at, Math.min(bytes.length - at, random.nextInt(200)));
      }
      out.write(bytes, at, bytes.length - at);
      bytes = out.size() == 0 ? bytes : out.toByteArray();
    }
    return bytes;
  }

  private static void assertNothingBehind() throws IOException {
    try (ComfyClient client = new ComfyClient(base(), "fuzz-watch")) {
      await().atMost(Duration.ofSeconds(60)).until(() -> client.remaining() == 0);
      String log = new String(client.get("/internal/logs").body(), StandardCharsets.UTF_8);
      assertThat(log).as("a failure that no table foresees").doesNotContain("a request failed");
    }
    await()
        .atMost(Duration.ofSeconds(40))
        .untilAsserted(
            () -> {
              try (Stream<Path> files = Files.list(data().resolve("temp"))) {
                assertThat(files.filter(f -> f.getFileName().toString().startsWith(".spool")))
                    .isEmpty();
              }
            });
    assertThat(data().resolve("../fuzz.png")).doesNotExist();
  }
}

package io.atelier.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What people and their tools really send: encodings, names, ids, and what is no request at all.
 */
class RequestsIT extends DeployedServer {
  private static final String BOUNDARY = "requests-boundary";

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static HttpRequest request(String method, String path, byte[] body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base().resolve(path))
            .method(method, BodyPublishers.ofByteArray(body));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return request.build();
  }

  private HttpResponse<byte[]> send(String method, String path, byte[] body, String... headers) {
    try {
      return http.send(request(method, path, body, headers), BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private HttpResponse<byte[]> get(String path) {
    return send("GET", path, new byte[0]);
  }

  private HttpResponse<byte[]> post(String path, String body, String... headers) {
    return send("POST", path, body.getBytes(StandardCharsets.UTF_8), headers);
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  private HttpResponse<byte[]> upload(String disposition, String... fields) {
    ByteArrayOutputStream form = new ByteArrayOutputStream();
    form.writeBytes(part("name=\"image\"; " + disposition, "content of " + disposition));
    for (int i = 0; i < fields.length; i += 2) {
      form.writeBytes(part("name=\"" + fields[i] + "\"", fields[i + 1]));
    }
    form.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return send(
        "POST",
        "/upload/image",
        form.toByteArray(),
        "Content-Type",
        "multipart/form-data; boundary=" + BOUNDARY);
  }

  private static byte[] part(String disposition, String content) {
    String part = "--%s\r\nContent-Disposition: form-data; %s\r\n\r\n%s\r\n";
    return part.formatted(BOUNDARY, disposition, content).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream zipped = new GZIPOutputStream(out)) {
      zipped.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static byte[] deflate(byte[] bytes, boolean raw) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, raw);
    try (OutputStream zipped = new DeflaterOutputStream(out, deflater)) {
      zipped.write(bytes);
    }
    deflater.end();
    return out.toByteArray();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void compressedBodiesAreReadOnEveryRoute() throws IOException {
    byte[] graph = utf8("{\"prompt\": {}}");
    for (String path : List.of("/prompt", "/api/prompt")) {
      assertThat(text(send("POST", path, gzip(graph), "Content-Encoding", "gzip")))
          .contains("prompt_no_outputs");
      assertThat(text(send("POST", path, deflate(graph, false), "Content-Encoding", "deflate")))
          .contains("prompt_no_outputs");
      assertThat(text(send("POST", path, deflate(graph, true), "Content-Encoding", "deflate")))
          .contains("prompt_no_outputs");
      assertThat(text(send("POST", path, graph, "Content-Encoding", "identity")))
          .contains("prompt_no_outputs");
    }
    send("POST", "/userdata/zipped.txt", gzip(utf8("unzipped")), "Content-Encoding", "gzip");
    assertThat(text(get("/userdata/zipped.txt"))).isEqualTo("unzipped");
    ByteArrayOutputStream form = new ByteArrayOutputStream();
    form.writeBytes(part("name=\"image\"; filename=\"zipped.bin\"", "x"));
    form.writeBytes(utf8("--" + BOUNDARY + "--\r\n"));
    assertThat(
            send(
                    "POST",
                    "/upload/image",
                    gzip(form.toByteArray()),
                    "Content-Type",
                    "multipart/form-data; boundary=" + BOUNDARY,
                    "Content-Encoding",
                    "gzip")
                .statusCode())
        .isEqualTo(200);
    assertThat(data().resolve("input/zipped.bin")).hasContent("x");
  }

  @Test
  void whatUnpacksBeyondTheLimitIsTooLarge() {
    byte[] bomb = gzip(new byte[105 << 20]);
    assertThat(bomb.length).isLessThan(1 << 20);
    for (String path : List.of("/prompt", "/userdata/bomb.bin", "/settings", "/interrupt")) {
      HttpResponse<byte[]> answer = send("POST", path, bomb, "Content-Encoding", "gzip");
      assertThat(answer.statusCode()).as(path).isEqualTo(413);
    }
    assertThat(data().resolve("user/default/bomb.bin")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"br", "zstd", "compress", "gzip, gzip", "gzip, br", "nonsense"})
  void otherEncodingsAreNotSupported(String encoding) {
    HttpResponse<byte[]> answer = post("/prompt", "{}", "Content-Encoding", encoding);
    assertThat(answer.statusCode()).isEqualTo(415);
    assertThat(answer.headers().firstValue("Accept-Encoding")).contains("gzip, deflate, identity");
  }

  @Test
  void brokenEncodingsAreFaultsOfTheClient() {
    byte[] whole = gzip(utf8("{\"prompt\": {}}".repeat(100)));
    byte[] half = Arrays.copyOf(whole, whole.length / 2);
    for (String path : List.of("/prompt", "/queue", "/userdata/half.txt", "/settings/half")) {
      assertThat(send("POST", path, half, "Content-Encoding", "gzip").statusCode()).isEqualTo(400);
      assertThat(post(path, "{}", "Content-Encoding", "deflate").statusCode()).isEqualTo(400);
    }
    assertThat(data().resolve("user/default/half.txt")).doesNotExist();
  }

  private static Stream<byte[]> oddBodies() {
    return Stream.of(
            "",
            " ",
            "null",
            "5",
            "\"x\"",
            "[]",
            "[[null]]",
            "{",
            "{\"a\": ",
            "nope",
            "NaN",
            "1e999",
            "[".repeat(100_000),
            "9".repeat(5_000),
            "\0",
            "{\"delete\": null, \"enabled\": 5}",
            "{\"delete\": [null, {}, 1e999]}",
            "{\"a\": 1, \"a\": 2}",
            "{\"\\ud800\": \"\\udc00\"}",
            "{\"username\": {}, \"job_ids\": [[]], \"prompt\": [[]], \"clientId\": 5}",
            "{\"prompt\": {\"\\ud800\": {\"class_type\": \"\\udc00\", \"inputs\": {}}}}")
        .map(RequestsIT::utf8);
  }

  /** Servers have readers of their own for some types, which must not come before ours. */
  @Test
  void theTypeThatABodyClaimsMakesNoDifference() {
    for (String type :
        List.of(
            "application/json",
            "application/json; charset=utf-8",
            "application/merge-patch+json",
            "application/x-www-form-urlencoded",
            "application/xml",
            "text/json",
            "text/plain",
            "image/png",
            "a/b")) {
      for (String body : List.of("[", "[]", "")) {
        HttpResponse<byte[]> answer = send("POST", "/queue", utf8(body), "Content-Type", type);
        assertThat(answer.statusCode()).as("%s as %s", body, type).isEqualTo(400);
        assertThat(text(answer))
            .as("%s as %s", body, type)
            .contains(body.equals("[]") ? "the body is not a JSON object" : "invalid_json");
      }
    }
  }

  @Test
  void noBodyOfAnyRouteIsAFailureOfTheServer() {
    List<byte[]> bodies = new java.util.ArrayList<>(oddBodies().toList());
    bodies.add("{\"prompt\": {\"ä\": 5}}".getBytes(StandardCharsets.ISO_8859_1));
    bodies.add("{\"prompt\": {\"ä\": 5}}".getBytes(StandardCharsets.UTF_16));
    bodies.add("\uFEFF{\"prompt\": {}}".getBytes(StandardCharsets.UTF_8));
    for (String route :
        List.of(
            "POST /prompt",
            "POST /queue",
            "POST /history",
            "POST /interrupt",
            "POST /free",
            "POST /users",
            "POST /settings/requests.odd",
            "POST /userdata/odd.txt",
            "POST /userdata/odd.txt/move/even.txt",
            "POST /upload/image",
            "POST /upload/mask",
            "POST /api/jobs/cancel",
            "POST /api/jobs/x/cancel",
            "PATCH /internal/logs/subscribe",
            "POST /api/atelier/prompts/x/priority",
            "POST /api/atelier/prompts/x/move",
            "POST /api/atelier/prompts/x/retry")) {
      String[] parts = route.split(" ", 2);
      for (byte[] body : bodies) {
        for (String type : List.of("application/json", "multipart/form-data; boundary=b")) {
          int status = send(parts[0], parts[1], body, "Content-Type", type).statusCode();
          assertThat(status)
              .as(
                  "%s %s of %s",
                  route, type, new String(body, StandardCharsets.UTF_8).lines().findFirst())
              .isLessThan(500);
        }
      }
    }
    assertThat(text(get("/internal/logs"))).doesNotContain("a request failed");
  }

  @Test
  void textInUtf16OrWithAMarkIsReadAndLatinIsTold() {
    String body = "{\"prompt\": {\"ä\": {}}}";
    assertThat(text(send("POST", "/prompt", body.getBytes(StandardCharsets.UTF_16))))
        .contains("missing the class_type")
        .contains("ä");
    assertThat(text(post("/prompt", "\uFEFF" + body))).contains("missing the class_type");
    assertThat(text(send("POST", "/prompt", body.getBytes(StandardCharsets.ISO_8859_1))))
        .contains("\"line\":1")
        .contains("column 14: the text is not UTF-8 here");
  }

  private static String graph(String id) {
    return """
        {"prompt_id": %s, "prompt": {
          "1": {"class_type": "EmptyImage",
                "inputs": {"width": 8, "height": 8, "batch_size": 1, "color": 7}},
          "2": {"class_type": "PreviewImage", "inputs": {"images": ["1", 0]}}}}
        """
        .formatted(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"a/b\"",
        "\"..\"",
        "\".\"",
        "\"\"",
        "\" \"",
        "\"a\\\\b\"",
        "\"\\u0000\"",
        "[]",
        "1.5"
      })
  void promptIdsThatCannotBePartOfAnAddressAreRefused(String id) {
    HttpResponse<byte[]> answer = post("/prompt", graph(id));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(text(answer)).contains("invalid_prompt_id");
  }

  @Test
  void aPromptIdOf5000CharactersIsRefused() {
    assertThat(post("/prompt", graph("\"" + "x".repeat(5000) + "\"")).statusCode()).isEqualTo(400);
  }

  @Test
  void aPromptIdIsTakenOnceHoweverManySendIt() {
    String graph = graph("\"" + UUID.randomUUID() + "\"");
    List<CompletableFuture<HttpResponse<byte[]>>> answers =
        Stream.generate(
                () ->
                    http.sendAsync(
                        request("POST", "/prompt", utf8(graph)), BodyHandlers.ofByteArray()))
            .limit(12)
            .toList();
    List<Integer> statuses =
        answers.stream().map(CompletableFuture::join).map(HttpResponse::statusCode).toList();
    assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 409);

    HttpResponse<byte[]> again = post("/prompt", graph);
    assertThat(again.statusCode()).isEqualTo(409);
    assertThat(text(again))
        .startsWith("{\"error\":{\"type\":\"prompt_id_in_use\",")
        .endsWith("},\"node_errors\":{}}");
  }

  @ParameterizedTest
  @CsvSource({
    "'filename=\"requests/e/f.png\"', f.png, requests/e",
    "'filename=\"requests\\win\\f.png\"', f.png, requests/win",
    "'filename=\"C:\\fakepath\\requests.png\"', requests.png, ''",
    "'filename=\"requests v1..2.png\"', requests v1..2.png, ''",
    "'filename=\"..requests\"', ..requests, ''",
    "'filename=\"requests \\\"hi\\\".png\"', 'requests \"hi\".png', ''",
    "'filename*=UTF-8''''requests%e2%82%ac.png', requests€.png, ''",
    "'filename=\"requestsü.png\"', requestsü.png, ''",
  })
  void anUploadIsFoundUnderTheNameThatItsAnswerSays(
      String disposition, String name, String subfolder) {
    HttpResponse<byte[]> answer = upload(disposition, "overwrite", "True");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(Json.parse(answer.body()))
        .isEqualTo(Map.of("name", name, "subfolder", subfolder, "type", "input"));
    String shown = java.net.URLEncoder.encode(name, StandardCharsets.UTF_8);
    for (String query :
        List.of(
            "filename=" + shown + "&subfolder=" + subfolder,
            "filename=" + (subfolder + "/").replaceAll("^/$", "").replace("/", "%2F") + shown)) {
      HttpResponse<byte[]> file = get("/view?type=input&" + query);
      assertThat(file.statusCode()).as(query).isEqualTo(200);
      assertThat(text(file)).isEqualTo("content of " + disposition);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        " ",
        "a.",
        "a ",
        "a/",
        "/abs.png",
        "../up.png",
        "a/../b.png",
        "..\\up.png",
        "a\u0001b",
        "a\u007fb"
      })
  void anUploadWhoseNameNoFileCanHaveIsRefused(String name) {
    assertThat(upload("filename=\"" + name + "\"").statusCode()).isEqualTo(400);
  }

  @Test
  void longNamesAreRefusedAndTheLongestFindsAPlaceTwice() {
    assertThat(upload("filename=\"" + "x".repeat(260) + "\"").statusCode()).isEqualTo(400);
    String longest = "r".repeat(251) + ".png";
    assertThat(upload("filename=\"" + longest + "\"").statusCode()).isEqualTo(200);
    HttpResponse<byte[]> second = upload("name=\"image\"; filename=\"" + longest + "\"; x=y");
    assertThat(second.statusCode()).isEqualTo(200);
    assertThat(text(second)).contains(" (1).png");
  }

  @Test
  void latinBytesInANameAreLatin() {
    byte[] name = "requests-\u00e9.png".getBytes(StandardCharsets.ISO_8859_1);
    ByteArrayOutputStream form = new ByteArrayOutputStream();
    form.writeBytes(utf8("--b\r\nContent-Disposition: form-data; name=\"image\"; filename=\""));
    form.writeBytes(name);
    form.writeBytes(utf8("\"\r\n\r\nx\r\n--b--\r\n"));
    HttpResponse<byte[]> answer =
        send(
            "POST",
            "/upload/image",
            form.toByteArray(),
            "Content-Type",
            "multipart/form-data; boundary=b");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(text(answer)).contains("requests-\u00e9");
  }

  @Test
  void userdataIsTheSameWithPlainAndEncodedSlashes() {
    assertThat(text(post("/userdata/plain/a.json", "1"))).isEqualTo("\"plain/a.json\"");
    assertThat(text(get("/userdata/plain%2Fa.json"))).isEqualTo("1");
    assertThat(text(get("/api/userdata/plain/a.json"))).isEqualTo("1");
    assertThat(post("/userdata/plain/a.json?overwrite=false", "2").statusCode()).isEqualTo(409);
    assertThat(text(post("/userdata/plain/a.json/move/plain/deep/b.json", "")))
        .isEqualTo("\"plain/deep/b.json\"");
    assertThat(text(post("/userdata/plain%2Fdeep%2Fb.json/move/plain%2Fmove%2Fc.json", "")))
        .isEqualTo("\"plain/move/c.json\"");
    assertThat(text(post("/userdata/plain/move/d.json", "4"))).isEqualTo("\"plain/move/d.json\"");
    assertThat(text(get("/userdata/plain/move/d.json"))).isEqualTo("4");
    assertThat(send("DELETE", "/userdata/plain/move/c.json", new byte[0]).statusCode())
        .isEqualTo(204);
    assertThat(get("/userdata/plain/move/c.json").statusCode()).isEqualTo(404);
    assertThat(send("PUT", "/userdata/plain/a.json", new byte[0]).statusCode()).isEqualTo(405);
    assertThat(post("/userdata/plain/move", "x").statusCode()).isEqualTo(400);
    assertThat(post("/userdata/none/a.json/move/b/c.json", "").statusCode()).isEqualTo(404);
    assertThat(text(get("/v2/userdata?path=plain%2Fmove"))).contains("plain/move/d.json");
  }

  @Test
  void aMissingPictureIsKeptForAnHourWhereverItIsMissing() {
    for (String path : List.of("/x.png", "/api/x.png", "/userdata/x.webp", "/api/userdata/x.JPG")) {
      HttpResponse<byte[]> answer = get(path);
      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.headers().firstValue("Cache-Control"))
          .as(path)
          .contains("public, max-age=3600");
    }
  }

  @Test
  void thousandsOfFailingOutputsAreAnsweredInBoundedWords() {
    StringBuilder graph = new StringBuilder("{\"prompt\": {");
    for (int i = 0; i < 4000; i++) {
      graph.append(i == 0 ? "" : ",");
      graph.append("\"%d\": {\"class_type\": \"PreviewImage\", \"inputs\": {}}".formatted(i));
    }
    HttpResponse<byte[]> answer = post("/prompt", graph.append("}}").toString());
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body().length).isLessThan(2 << 20);
    assertThat(text(answer)).contains("more_nodes").contains("3800 more nodes");
  }
}

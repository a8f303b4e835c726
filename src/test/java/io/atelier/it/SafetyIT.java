package io.atelier.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.json.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The attacks of docs/security.md, each by the name of its class. */
class SafetyIT extends DeployedServer {
  private static final String BOUNDARY = "safety-boundary";
  private static final String GRAPH =
      "{\"prompt\": {\"1\": {\"class_type\": \"EmptyImage\", \"inputs\": {\"width\": 8, \"height\":"
          + " 8, \"batch_size\": 1, \"color\": 7}}, \"2\": {\"class_type\": \"PreviewImage\","
          + " \"inputs\": {\"images\": [\"1\", 0]}}}}";

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private HttpResponse<byte[]> send(
      String method, String path, BodyPublisher body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base().resolve(path))
            .timeout(Duration.ofSeconds(60))
            .method(method, body);
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    try {
      return http.send(request.build(), BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private HttpResponse<byte[]> get(String path, String... headers) {
    return send("GET", path, BodyPublishers.noBody(), headers);
  }

  private HttpResponse<byte[]> post(String path, String body, String... headers) {
    return send("POST", path, BodyPublishers.ofString(body), headers);
  }

  private HttpResponse<byte[]> upload(String route, String form) {
    String type = "multipart/form-data; boundary=" + BOUNDARY;
    return post(route, form + "--" + BOUNDARY + "--\r\n", "Content-Type", type);
  }

  private static String part(String disposition, String content) {
    return "--%s\r\nContent-Disposition: form-data; %s\r\n\r\n%s\r\n"
        .formatted(BOUNDARY, disposition, content);
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  private static void assertHarmless(HttpResponse<byte[]> answer) {
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(header(answer, "Content-Type")).isEqualTo("application/octet-stream");
    assertThat(header(answer, "Content-Disposition")).startsWith("attachment;");
    assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(header(answer, "Content-Security-Policy")).contains("sandbox");
  }

  @ParameterizedTest
  @ValueSource(strings = {"html", "xhtml", "svg", "js", "mjs", "css", "xml", "pdf", "HTML"})
  void storedXssAnUploadIsNeverAPageOrScript(String extension) {
    String name = "xss." + extension;
    String form = part("name=\"image\"; filename=\"" + name + "\"", "<script>alert(1)</script>");
    assertThat(upload("/upload/image", form + part("name=\"overwrite\"", "1")).statusCode())
        .isEqualTo(200);
    assertHarmless(get("/view?type=input&filename=" + name));
    assertHarmless(get("/view?type=input&filename=" + name, "Sec-Fetch-Dest", "document"));
  }

  @Test
  void storedXssADrawingIsShownOnlyInsideAPage() {
    upload("/upload/image", part("name=\"image\"; filename=\"drawing.svg\"", "<svg/>"));
    HttpResponse<byte[]> picture =
        get("/view?type=input&filename=drawing.svg", "Sec-Fetch-Dest", "image");
    assertThat(header(picture, "Content-Type")).isEqualTo("image/svg+xml");
    assertThat(header(picture, "Content-Security-Policy")).contains("sandbox");
    assertThat(header(picture, "Vary")).contains("Sec-Fetch-Dest");
  }

  @Test
  void contentSniffingUserdataIsWhatItsNameSays() {
    post("/userdata/page.html", "<script>alert(1)</script>");
    assertHarmless(get("/userdata/page.html"));
    post("/userdata/page.txt", "<script>alert(1)</script>");
    HttpResponse<byte[]> plain = get("/userdata/page.txt");
    assertThat(header(plain, "Content-Type")).isEqualTo("text/plain");
    assertThat(header(plain, "X-Content-Type-Options")).isEqualTo("nosniff");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://evil.example",
        "null",
        "http://127.0.0.1:1",
        "http://localhost",
        "http://127.0.0.1",
        "https://127.0.0.1",
        "https://127.0.0.1:PORT",
        "ws://localhost:PORT",
      })
  void csrfAFormFromElsewhereQueuesNothing(String page) {
    String origin = page.replace("PORT", String.valueOf(base().getPort()));
    HttpResponse<byte[]> answer =
        post("/prompt", GRAPH, "Origin", origin, "Content-Type", "text/plain");
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void csrfTheServersOwnPageIsHeard() {
    assertThat(post("/interrupt", "", "Origin", base().toString()).statusCode()).isEqualTo(200);
    assertThat(get("/queue", "Origin", base().toString()).statusCode()).isEqualTo(200);
    assertThat(get("/queue", "Origin", "http://127.0.0.1").statusCode()).isEqualTo(403);
    assertThat(
            post(
                    "/interrupt",
                    "",
                    "Origin",
                    "https://art.example",
                    "X-Forwarded-Host",
                    "art.example")
                .statusCode())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: localhost\r\nHost: localhost\r\n",
        "Host: localhost\r\nHost: evil.example\r\n",
        "Host: localhost:99999\r\n",
        "Host: localhost:ff\r\n",
        "Host: [::1\r\n",
        "Host: localhost/x\r\n",
        "Host: user@localhost\r\n",
      })
  void dnsRebindingAHostThatIsNoneIsRefused(String headers) throws IOException {
    assertThat(RawHttp.get(base(), "/queue", headers)).isEqualTo(400);
    assertThat(RawHttp.get(base(), "/atelier/", headers)).isEqualTo(400);
  }

  /** The container ends these requests itself, with statuses of its own choice. */
  @ParameterizedTest
  @ValueSource(strings = {"localhost:port", "localhost:-1", "localhost:80:80", ""})
  void dnsRebindingAHostThatTheContainerCannotReadHasNoEffect(String host) throws IOException {
    try (RawHttp http = new RawHttp(base())) {
      http.send("POST /settings/safety.host HTTP/1.1\r\nHost: " + host);
      http.send("\r\nContent-Length: 1\r\nConnection: close\r\n\r\n1").status();
    }
    assertThat(text(get("/settings/safety.host"))).isEqualTo("null");
  }

  @Test
  void otherProtocolsAreNotChangedToInClearText() throws IOException {
    String change =
        String.join(
            "\r\n",
            "Host: localhost",
            "Connection: Upgrade, HTTP2-Settings",
            "Upgrade: h2c",
            "HTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA",
            "");
    assertThat(RawHttp.get(base(), "/queue", change)).isEqualTo(200);
    assertThat(RawHttp.get(base(), "/ws", change)).isEqualTo(400);
    try (RawHttp direct = new RawHttp(base())) {
      direct.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0");
      assertThat(direct.status()).isIn(0, 400, 405, 505);
    }
  }

  /** Java's client asks for HTTP/2 with each request; its connections are not closed unsaid. */
  @Test
  void clientsThatWishForOtherProtocolsGetWholeAnswers() {
    HttpClient wishing = HttpClient.newHttpClient();
    HttpRequest request = HttpRequest.newBuilder(base().resolve("/queue")).build();
    List<CompletableFuture<HttpResponse<String>>> answers =
        Stream.generate(() -> wishing.sendAsync(request, BodyHandlers.ofString()))
            .limit(60)
            .toList();
    for (CompletableFuture<HttpResponse<String>> answer : answers) {
      assertThat(answer.join().version()).isEqualTo(HttpClient.Version.HTTP_1_1);
      assertThat(answer.join().statusCode()).isEqualTo(200);
      assertThat(answer.join().headers().firstValue("Content-Type").orElse(""))
          .startsWith("application/json");
    }
  }

  @Test
  void csrfABrowserThatSaysCrossSiteIsHeard() {
    assertThat(post("/interrupt", "", "Sec-Fetch-Site", "cross-site").statusCode()).isEqualTo(403);
    assertThat(get("/queue", "Sec-Fetch-Site", "cross-site").statusCode()).isEqualTo(403);
    assertThat(
            get(
                    "/queue",
                    "Sec-Fetch-Site",
                    "cross-site",
                    "Sec-Fetch-Mode",
                    "navigate",
                    "Sec-Fetch-Dest",
                    "document")
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void dnsRebindingOnlyKnownNamesAreAnswered() throws IOException {
    assertThat(RawHttp.get(base(), "/queue", "Host: evil.example:8188\r\n")).isEqualTo(403);
    assertThat(RawHttp.get(base(), "/queue", "Host: 127.0.0.1.evil.example\r\n")).isEqualTo(403);
    assertThat(RawHttp.get(base(), "/queue", "Host: localhost:1\r\n")).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/userdata?dir=../..",
        "/userdata?dir=%2Fetc",
        "/userdata/..%2Fusers.json",
        "/userdata/..%252Fusers.json",
        "/userdata/%2Fetc%2Fpasswd",
        "/userdata/a%00b",
        "/v2/userdata?path=../..",
        "/view_metadata/loras?filename=../../x.safetensors",
        "/view_metadata/..%2Floras?filename=x.safetensors",
        "/experiment/models/preview/loras/0/..%2F..%2Fx.safetensors",
        "/experiment/models/preview/loras/-1/x.safetensors",
        "/experiment/models/preview/loras/99999999999/x.safetensors",
        "/api/workflow_templates/..%2F..%2Finput/example.png",
        "/extensions/..%2Finput/example.png",
        "/internal/files/user",
        "/models/..%2Finput",
      })
  void pathTraversalInAParameterFindsNothing(String path) {
    HttpResponse<byte[]> answer = get(path);
    assertThat(answer.statusCode()).isIn(400, 403, 404);
    assertThat(text(answer)).doesNotContain("root:");
  }

  @Test
  void pathTraversalInAWriteLeavesNothingOutside() {
    assertThat(post("/userdata/..%2F..%2Fescaped", "x").statusCode()).isIn(400, 403);
    post("/userdata/inside.txt", "x");
    assertThat(post("/userdata/inside.txt/move/..%2F..%2Fescaped", "").statusCode()).isEqualTo(403);
    for (String name : List.of("../../escaped", "..\\..\\escaped", "/tmp/escaped")) {
      upload("/upload/image", part("name=\"image\"; filename=\"" + name + "\"", "x"));
    }
    String file = part("name=\"image\"; filename=\"escaped\"", "x");
    assertThat(upload("/upload/image", file + part("name=\"subfolder\"", "../..")).statusCode())
        .isEqualTo(400);
    assertThat(data().resolve("../escaped")).doesNotExist();
    assertThat(data().resolve("escaped")).doesNotExist();
    assertThat(data().resolve("user/escaped")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"filename\": \"../secret.png\"}",
        "{\"filename\": \"a.png\", \"subfolder\": \"../..\"}",
        "{\"filename\": \"/etc/passwd\"}",
        "{\"filename\": \"a.png\", \"type\": \"../input\"}",
      })
  void pathTraversalInAMaskReferenceStoresNothing(String reference) {
    String form =
        part("name=\"image\"; filename=\"masked.png\"", "x")
            + part("name=\"original_ref\"", reference);
    assertThat(upload("/upload/mask", form).statusCode()).isEqualTo(400);
    assertThat(data().resolve("input/masked.png")).doesNotExist();
  }

  @Test
  void symbolicLinksOutOfUserdataAreNotFollowed() throws IOException {
    post("/userdata/seed.txt", "x");
    Path link = data().resolve("user/default/leak");
    Files.deleteIfExists(link);
    Files.createSymbolicLink(link, data().resolve("input"));
    assertThat(get("/userdata/leak%2Fexample.png").statusCode()).isEqualTo(403);
    assertThat(get("/userdata?dir=leak").statusCode()).isEqualTo(403);
    assertThat(post("/userdata/leak%2Fnew.txt", "x").statusCode()).isEqualTo(403);
    Files.delete(link);
  }

  @Test
  void headerInjectionAFileNameEndsNoHeader() throws IOException {
    Files.writeString(data().resolve("output/a\r\nX-Injected: yes\".txt"), "x");
    HttpResponse<byte[]> answer = get("/view?filename=a%0D%0AX-Injected:%20yes%22.txt");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("X-Injected")).isEmpty();
  }

  @Test
  void bodyLimitHoldsForBodiesOfUnknownLength() {
    HttpResponse<byte[]> answer =
        send("POST", "/prompt", BodyPublishers.ofInputStream(() -> zeros(105 << 20)));
    assertThat(answer.statusCode()).isEqualTo(413);
  }

  private static InputStream zeros(int count) {
    return new ByteArrayInputStream(new byte[count]);
  }

  @Test
  void multipartLimitsPartsAndTheirHeadersAreBounded() {
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 1000; i++) {
      many.append(part("name=\"f" + i + "\"", "x"));
    }
    assertThat(upload("/upload/image", many.toString()).statusCode()).isEqualTo(400);
    String longHeader = part("name=\"image\"; filename=\"" + "x".repeat(1 << 20) + "\"", "x");
    assertThat(upload("/upload/image", longHeader).statusCode()).isEqualTo(400);
    String longField =
        part("name=\"type\"", "x".repeat(1 << 20)) + part("name=\"image\"; filename=\"a\"", "x");
    assertThat(upload("/upload/image", longField).statusCode()).isEqualTo(400);
  }

  @Test
  void jsonLimitsDepthAndCountAreBounded() {
    assertThat(post("/prompt", "[".repeat(1 << 20)).statusCode()).isEqualTo(400);
    String many = "{\"prompt\": [" + "[],".repeat(4_000_000) + "0]}";
    assertThat(post("/prompt", many).statusCode()).isEqualTo(400);
    assertThat(post("/settings", "{\"a\": " + "9".repeat(100_000) + "}").statusCode())
        .isEqualTo(400);
  }

  @Test
  void decompressionBombAGiantPictureIsNotUnpacked() throws IOException {
    byte[] bomb = Files.readAllBytes(data().resolve("input/example.png"));
    // The size in the header, right after its name; its checksum is wrong then, which is refused
    // as well: what counts is that no memory is taken for it.
    Arrays.fill(bomb, 16, 18, (byte) 0x7f);
    Files.write(data().resolve("output/bomb.png"), bomb);
    assertThat(get("/view?filename=bomb.png&preview=webp").statusCode()).isEqualTo(400);
    assertThat(get("/view?filename=bomb.png&channel=rgb").statusCode()).isEqualTo(400);
  }

  @Test
  void headerLimitsGiantHeadersAreRefused() throws IOException {
    String giant = "Host: localhost\r\nX-Giant: " + "x".repeat(100_000) + "\r\n";
    assertThat(RawHttp.get(base(), "/queue", giant)).isIn(0, 400, 413, 414, 431);
    String many = "Host: localhost\r\n" + "X-Many: x\r\n".repeat(10_000);
    assertThat(RawHttp.get(base(), "/queue", many)).isIn(0, 400, 413, 431);
    assertThat(get("/queue").statusCode()).isEqualTo(200);
  }

  @Test
  void slowClientsLeaveThreadsForOthers() throws IOException {
    slowClientsLeaveThreads("POST /prompt", "Content-Length: 1000", "{", 408);
  }

  @ParameterizedTest
  @CsvSource({
    "POST /prompt, 'Upgrade: x', 'Content-Length: 1000', 408",
    "POST /prompt, 'Upgrade: websocket', 'Content-Length: 1000', 408",
    "POST /upload/image, 'Upgrade: h2c', 'Content-Length: 1000', 408",
    "POST /api/settings, 'Upgrade: websocket', 'Transfer-Encoding: chunked', 408",
    "POST /ws, 'Upgrade: websocket', 'Content-Length: 1000', 400",
    "GET /ws, 'Upgrade: websocket', 'Content-Length: 1000', 400",
  })
  void slowClientsThatAskForAnotherProtocolAreNoSockets(
      String line, String asked, String length, int status) throws IOException {
    String form = "Content-Type: multipart/form-data; boundary=b";
    String socket =
        "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key:"
            + " dGhlIHNhbXBsZSBub25jZQ==";
    slowClientsLeaveThreads(
        line, String.join("\r\n", asked, length, form, socket), "1f\r\n\u001f", status);
  }

  @Test
  void slowClientsOfEncodedBodiesAreNoExceptions() throws IOException {
    String headers = "Content-Encoding: gzip\r\nContent-Length: 1000";
    slowClientsLeaveThreads("POST /userdata/slow.txt", headers, "\u001f\u008b\b", 408);
  }

  private void slowClientsLeaveThreads(String line, String headers, String begun, int last)
      throws IOException {
    List<RawHttp> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 150; i++) {
        slow.add(
            new RawHttp(base())
                .send(line + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n\r\n" + begun));
      }
      long start = System.nanoTime();
      assertThat(get("/queue").statusCode()).isEqualTo(200);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
      assertThat(slow.get(slow.size() - 1).status()).isEqualTo(last);
    } finally {
      for (RawHttp client : slow) {
        client.close();
      }
    }
  }

  @Test
  void errorsTellNothingOfTheInside() {
    for (String body : List.of("{", "[]", "5", "{\"delete\": 5}")) {
      HttpResponse<byte[]> answer = post("/queue", body);
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(text(answer)).doesNotContain("io.atelier", "Exception", "/work", "/home");
    }
    assertThat(Json.parse(get("/api/assets").body())).isInstanceOf(Map.class);
  }
}

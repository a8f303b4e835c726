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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
  @ValueSource(strings = {"http://evil.example", "null", "http://127.0.0.1:1", "http://localhost"})
  void csrfAFormFromElsewhereQueuesNothing(String origin) {
    HttpResponse<byte[]> answer =
        post("/prompt", GRAPH, "Origin", origin, "Content-Type", "text/plain");
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).isEmpty();
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
    assertThat(post("/userdata/inside.txt/move/..%2F..%2Fescaped", "").statusCode()).isEqualTo(500);
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
    assertThat(upload("/upload/mask", form).statusCode()).isEqualTo(200);
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
    assertThat(upload("/upload/image", many.toString()).statusCode()).isEqualTo(500);
    String longHeader = part("name=\"image\"; filename=\"" + "x".repeat(1 << 20) + "\"", "x");
    assertThat(upload("/upload/image", longHeader).statusCode()).isEqualTo(500);
    String longField =
        part("name=\"type\"", "x".repeat(1 << 20)) + part("name=\"image\"; filename=\"a\"", "x");
    assertThat(upload("/upload/image", longField).statusCode()).isEqualTo(500);
  }

  @Test
  void jsonLimitsDepthAndCountAreBounded() {
    assertThat(post("/prompt", "[".repeat(1 << 20)).statusCode()).isEqualTo(500);
    String many = "{\"prompt\": [" + "[],".repeat(4_000_000) + "0]}";
    assertThat(post("/prompt", many).statusCode()).isEqualTo(500);
    assertThat(post("/settings", "{\"a\": " + "9".repeat(100_000) + "}").statusCode())
        .isEqualTo(500);
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
    List<RawHttp> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 150; i++) {
        slow.add(
            new RawHttp(base())
                .send("POST /prompt HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n{"));
      }
      long start = System.nanoTime();
      assertThat(get("/queue").statusCode()).isEqualTo(200);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
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
      assertThat(answer.statusCode()).isEqualTo(500);
      assertThat(text(answer)).doesNotContain("io.atelier", "Exception", "/");
    }
    assertThat(Json.parse(get("/api/assets").body())).isInstanceOf(Map.class);
  }
}

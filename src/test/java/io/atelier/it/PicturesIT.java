package io.atelier.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.image.codec.Bombs;
import io.atelier.image.codec.TestPictures;
import io.atelier.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Pictures of all kinds over HTTP and through a graph; bombs among them. */
class PicturesIT extends DeployedServer {
  private static final String BOUNDARY = "part-of-a-form";

  private final ComfyClient client = new ComfyClient(base(), "pictures");
  private final HttpClient http = HttpClient.newHttpClient();

  private static void put(String name, byte[] content) throws IOException {
    Files.write(data().resolve("input").resolve(name), content);
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  @Test
  void everyKindOfPictureHasAPreviewAndLoadsInAGraph() throws IOException {
    List<String> names = new ArrayList<>();
    for (String line : Files.readAllLines(TestPictures.path("expected.tsv"))) {
      names.add(line.split("\t", -1)[0]);
    }
    Map<String, Object> graph = new java.util.LinkedHashMap<>();
    for (String name : names) {
      put("kinds-" + name, Files.readAllBytes(TestPictures.path(name)));
      HttpResponse<byte[]> preview =
          client.get("/view?filename=kinds-" + name + "&type=input&preview=webp");
      assertThat(preview.statusCode()).as(name).isEqualTo(200);
      assertThat(preview.headers().firstValue("Content-Type")).hasValue("image/webp");
      graph.put("load " + name, Graphs.node("LoadImage", Map.of("image", "kinds-" + name)));
      graph.put(
          "show " + name,
          Graphs.node("PreviewImage", Map.of("images", List.of("load " + name, 0))));
    }
    try (ComfyClient listener = new ComfyClient(base(), "kinds").listen()) {
      String prompt = listener.submit(graph);
      assertThat(listener.awaitEnd(prompt)).contains("execution_success");
      for (String name : names) {
        assertThat(listener.images(prompt, "show " + name)).as(name).hasSize(1);
      }
    }
  }

  @Test
  void whatIsNotReadYetIsSaidByNameInAGraphAndAPreview() throws IOException {
    put("real.avif", Files.readAllBytes(TestPictures.path("a.avif")));
    HttpResponse<byte[]> preview = client.get("/view?filename=real.avif&type=input&preview=webp");
    assertThat(preview.statusCode()).isEqualTo(400);
    assertThat(text(preview)).contains("AVIF pictures cannot be read yet");
    assertThat(failure("real.avif")).contains("AVIF pictures cannot be read yet");
  }

  @Test
  void aBombFailsItsNodeAndTheServerWorksOn() throws IOException {
    for (String name : List.of("gif of 200000 frames", "tiff of tiles of 40000 x 40000")) {
      put("bomb-in-graph", Bombs.all().getOrDefault(name, new byte[0]));
      assertThat(failure("bomb-in-graph")).as(name).containsAnyOf("more than 4096", "tiles of");
    }
    assertThat(client.get("/queue").statusCode()).isEqualTo(200);
  }

  /** What a graph is told that loads the file. */
  private static String failure(String name) {
    try (ComfyClient listener = new ComfyClient(base(), "failing").listen()) {
      String prompt =
          listener.submit(
              Map.of(
                  "1",
                  Graphs.node("LoadImage", Map.of("image", name)),
                  "2",
                  Graphs.node("PreviewImage", Map.of("images", List.of("1", 0)))));
      assertThat(listener.awaitEnd(prompt)).contains("execution_error");
      return Json.write(listener.messagesOf(prompt));
    }
  }

  @Test
  void previewsOfBombsAreRefusedWhileTheServerAnswersOthers() throws IOException {
    List<CompletableFuture<HttpResponse<byte[]>>> previews = new ArrayList<>();
    int count = 0;
    for (byte[] bomb : Bombs.all().values()) {
      String name = "bomb-" + count++;
      put(name, bomb);
      for (int i = 0; i < 3; i++) {
        previews.add(
            http.sendAsync(
                HttpRequest.newBuilder(
                        base().resolve("/view?type=input&preview=webp&filename=" + name))
                    .build(),
                HttpResponse.BodyHandlers.ofByteArray()));
      }
      assertThat(client.get("/queue").statusCode()).isEqualTo(200);
    }
    for (CompletableFuture<HttpResponse<byte[]>> preview : previews) {
      HttpResponse<byte[]> answer = preview.join();
      assertThat(answer.statusCode()).isIn(200, 400, 503);
      assertThat(answer.headers().firstValue("Retry-After").isPresent())
          .isEqualTo(answer.statusCode() == 503);
    }
  }

  @Test
  void aMaskThatDoesNotFitIsTheClientsFault() throws IOException {
    put("original.png", Files.readAllBytes(TestPictures.path("grey16.png")));
    put("original.avif", Files.readAllBytes(TestPictures.path("a.avif")));
    byte[] otherSize = Files.readAllBytes(TestPictures.path("tgarle_RGBA.tga"));
    byte[] opaque = Files.readAllBytes(TestPictures.path("a.ppm"));

    HttpResponse<byte[]> wrongSize = uploadMask("original.png", otherSize);
    assertThat(wrongSize.statusCode()).isEqualTo(400);
    assertThat(text(wrongSize)).contains("the mask is of 37 × 23 pixels, the picture of 24 × 16");
    HttpResponse<byte[]> noAlpha = uploadMask("original.png", opaque);
    assertThat(noAlpha.statusCode()).isEqualTo(400);
    assertThat(text(noAlpha)).contains("no alpha channel");
    HttpResponse<byte[]> avif = uploadMask("original.avif", otherSize);
    assertThat(avif.statusCode()).isEqualTo(400);
    assertThat(text(avif)).contains("AVIF");
    assertThat(Path.of(data().toString(), "input", "mask.png")).doesNotExist();
  }

  private HttpResponse<byte[]> uploadMask(String original, byte[] mask) throws IOException {
    ByteArrayOutputStream form = new ByteArrayOutputStream();
    form.writeBytes(
        part(
            "name=\"original_ref\"",
            Json.writeBytes(Map.of("filename", original, "type", "input"))));
    form.writeBytes(part("name=\"image\"; filename=\"mask.png\"", mask));
    form.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
    HttpRequest request =
        HttpRequest.newBuilder(base().resolve("/upload/mask"))
            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
            .POST(HttpRequest.BodyPublishers.ofByteArray(form.toByteArray()))
            .build();
    return http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray()).join();
  }

  private static byte[] part(String disposition, byte[] content) {
    ByteArrayOutputStream part = new ByteArrayOutputStream();
    String head =
        "--%s\r\nContent-Disposition: form-data; %s\r\n\r\n".formatted(BOUNDARY, disposition);
    part.writeBytes(head.getBytes(StandardCharsets.UTF_8));
    part.writeBytes(content);
    part.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    return part.toByteArray();
  }
}

package io.atelier.it.transcript;

import io.atelier.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The server under test, as its clients reach it. */
record Server(URI base, HttpClient http) {
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(60);

  static Server at(URI base) {
    return new Server(base, HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());
  }

  /** Origin, without a slash at the end. */
  String origin() {
    return base.getScheme() + "://" + base.getAuthority();
  }

  Socket connect(String path, Map<String, String> headers) {
    return Socket.connect(http, URI.create("ws://" + base.getAuthority() + path), headers);
  }

  HttpResponse<byte[]> send(
      String method, String path, Map<String, String> headers, byte @Nullable [] body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(origin() + path))
            .timeout(ANSWER_TIMEOUT)
            .method(
                method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    try {
      return http.send(request.build(), BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The JSON answer to a GET. */
  @Nullable Object json(String path) {
    return Json.parse(send("GET", path, Map.of(), null).body());
  }

  boolean isIdle() {
    JsonView queue = JsonView.of(json("/queue"));
    return queue.array("queue_running").isEmpty() && queue.array("queue_pending").isEmpty();
  }

  boolean isRunning(String promptId) {
    return JsonView.of(json("/queue")).array("queue_running").stream()
        .anyMatch(item -> promptId.equals(((List<?>) item).get(1)));
  }

  /** Whether the server has what a case needs. */
  boolean has(String need) {
    return switch (need) {
      case "testing" -> JsonView.of(json("/object_info/TestSleep")).has("TestSleep");
      case "model" ->
          new String(
                  send("GET", "/object_info/CheckpointLoaderSimple", Map.of(), null).body(),
                  StandardCharsets.UTF_8)
              .contains("random-sd15.safetensors");
      default -> true;
    };
  }
}

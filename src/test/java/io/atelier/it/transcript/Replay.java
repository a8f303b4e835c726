package io.atelier.it.transcript;

import static org.awaitility.Awaitility.await;

import io.atelier.json.Json;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Does what the client of a recorded case did, and notes what the server answers now.
 *
 * <p>Steps: {@code http} (a {@code quiet} one is preparation), {@code ws_connect}, {@code ws_send},
 * {@code ws_recv} (until a message, then for a while, or only for a while), {@code ws_drop}, {@code
 * ws_close}, {@code sleep}, {@code wait_idle}, {@code wait_running}, {@code history_ids} and {@code
 * history_order}.
 */
final class Replay {
  private static final Duration QUEUE_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  private final Server server;
  private final Transcript transcript;
  private final Names names = new Names();
  private final Normalizer normalizer = new Normalizer(names);
  private final Map<String, Socket> sockets = new HashMap<>();
  private final List<Answer> answers = new ArrayList<>();

  /** What was recorded and what came, not normalised yet. */
  private record Answer(String step, @Nullable Object recorded, @Nullable Object now) {}

  /**
   * @param data the server's base directory
   * @param tag a text of hexadecimal digits that no case has used on this server
   */
  Replay(Server server, Path data, Transcript transcript, String tag) {
    this.server = server;
    this.transcript = transcript;
    names.putForRequests("<base-url>", server.origin());
    transcript.names().forEach((text, name) -> names.put(text.replace("<tag>", tag), name));
    names.put(tag, "<tag>");
    names.put(data.resolve("golden-models").toString(), "<models>");
    names.put(data.toString(), "<base>");
    names.put(String.valueOf(data.getParent()), "<base-parent>");
  }

  /** Runs the case; what differs from the recording, all sockets closed. */
  List<Difference> run() {
    try {
      transcript.steps().forEach(this::step);
    } catch (IllegalStateException e) {
      answers.add(new Answer("stopped", "to the end", e.getMessage()));
    } finally {
      sockets.values().forEach(Socket::close);
    }
    List<Difference> differences = new ArrayList<>();
    for (Answer answer : answers) {
      for (Difference d :
          Difference.between(answer.recorded(), normalizer.normalize(answer.now()))) {
        differences.add(new Difference(answer.step() + " " + d.path(), d.expected(), d.actual()));
      }
    }
    return differences;
  }

  private void step(JsonView step) {
    switch (step.text("op")) {
      case "http" -> http(step);
      case "ws_connect" -> connect(step);
      case "ws_send" -> socket(step).send(step.text("text"));
      case "ws_recv" -> receive(step);
      case "ws_drop" -> socket(step).take(-1);
      case "ws_close" -> socket(step).close();
      case "sleep" -> pause(step.number("seconds", 0));
      case "wait_idle" -> await().atMost(QUEUE_TIMEOUT).until(server::isIdle);
      case "wait_running" -> {
        String id = names.fill(step.text("prompt_id"));
        await().atMost(QUEUE_TIMEOUT).until(() -> server.isRunning(id));
      }
      case "history_ids" ->
          historyIds(step, names.fill(step.text("request").substring("GET ".length())));
      case "history_order" -> historyIds(step, "/history");
      default -> throw new IllegalArgumentException("unknown step " + step);
    }
  }

  /** The recorded client did nothing for a while: time that belongs to the case. */
  private static void pause(double seconds) {
    await()
        .pollDelay(duration(seconds))
        .atMost(duration(seconds).plusSeconds(10))
        .until(() -> true);
  }

  private Socket socket(JsonView step) {
    Socket socket = sockets.get(step.text("conn"));
    if (socket == null) {
      throw new IllegalStateException("not connected: " + step.text("conn"));
    }
    return socket;
  }

  private void connect(JsonView step) {
    Socket socket = server.connect(step.text("path"), headers(step));
    sockets.put(step.text("conn"), socket);
    answers.add(
        new Answer("connect " + step.text("path"), step.get("status"), (long) socket.status()));
  }

  private Map<String, String> headers(JsonView from) {
    Map<String, String> headers = new LinkedHashMap<>();
    if (from.has("headers")) {
      from.object("headers")
          .members()
          .forEach((name, value) -> headers.put(name, names.fill(String.valueOf(value))));
    }
    return headers;
  }

  private void http(JsonView step) {
    JsonView request = step.object("request");
    String method = request.text("method");
    HttpResponse<byte[]> response =
        server.send(method, names.fill(request.text("path")), headers(request), body(request));
    response.headers().firstValue("etag").ifPresent(tag -> names.put(tag, "<etag>"));
    if (step.flag("quiet")) {
      return;
    }
    Map<String, @Nullable Object> now = HttpAnswer.describe(method, response);
    names.learnTempFiles(String.valueOf(now.get("json")));
    JsonView recorded = step.object("response");
    if (request.text("path").equals("/prompt") && now.get("json") instanceof Map<?, ?> json) {
      learn(request, JsonView.of(json));
    }
    Map<String, @Nullable Object> expected = new LinkedHashMap<>(recorded.members());
    expected.put("headers", HttpAnswer.headers(recorded.object("headers").members()));
    answers.add(new Answer(method + " " + request.text("path"), expected, now));
  }

  private byte @Nullable [] body(JsonView request) {
    if (request.has("json")) {
      return Json.writeBytes(names.fill(request.get("json")));
    }
    if (!request.has("body_base64")) {
      return null;
    }
    byte[] recorded = Base64.getDecoder().decode(request.text("body_base64"));
    String filled = names.fill(new String(recorded, StandardCharsets.ISO_8859_1));
    return filled.getBytes(StandardCharsets.ISO_8859_1);
  }

  private void learn(JsonView request, JsonView answer) {
    boolean chosen = request.has("json") && request.object("json").get("number") instanceof Number;
    if (chosen && request.object("json").get("number") instanceof Number number) {
      normalizer.chosenNumber(number);
    }
    if (answer.has("prompt_id")) {
      names.prompt(answer.text("prompt_id"));
      if (!chosen && answer.get("number") instanceof Number number) {
        normalizer.firstNumber(number);
      }
    }
  }

  private void receive(JsonView step) {
    Socket socket = socket(step);
    String until = step.text("until");
    int end = -1;
    if (step.has("condition")) {
      JsonView condition = JsonView.of(names.fill(step.object("condition").members()));
      end = socket.await(message -> matches(message, condition), longest(step));
      until = end < 0 ? until + " (not seen)" : until;
    }
    double idle = step.number("idle", 0);
    if (idle > 0) {
      socket.awaitEnd(duration(idle));
      end = -1;
    }
    List<@Nullable Object> messages = socket.take(end);
    learnSid(messages);
    names.learnTempFiles(String.valueOf(messages));
    String label = step.text("conn") + " until " + step.text("until");
    answers.add(new Answer(label, step.text("until"), until));
    answers.add(
        new Answer(
            label,
            MessageList.comparable(step.array("messages")),
            MessageList.comparable(messages)));
    answers.add(new Answer(label + " closed", step.get("closed"), closed(socket)));
  }

  private static @Nullable Long closed(Socket socket) {
    Integer code = socket.closeCode();
    return code == null ? null : (Long) code.longValue();
  }

  private Duration longest(JsonView step) {
    Duration recorded = duration(step.number("timeout", 60));
    boolean slow = transcript.needs().equals("model");
    return slow || recorded.compareTo(LONGEST_WAIT) < 0 ? recorded : LONGEST_WAIT;
  }

  private static Duration duration(double seconds) {
    return Duration.ofMillis(Math.round(seconds * 1000));
  }

  private static boolean matches(JsonView message, JsonView condition) {
    if (!condition.text("type").equals(message.text("type", ""))) {
      return false;
    }
    JsonView data = message.object("data");
    return condition.members().entrySet().stream()
        .filter(member -> !member.getKey().equals("type"))
        .allMatch(
            member ->
                data.has(member.getKey())
                    && String.valueOf(member.getValue())
                        .equals(String.valueOf(data.get(member.getKey()))));
  }

  /** The id that a server makes for a client without one is known by its length only. */
  private void learnSid(List<@Nullable Object> messages) {
    if (!transcript.name().equals("ws-connect-no-client-id")) {
      return;
    }
    for (Object message : messages) {
      JsonView data = JsonView.of(message).object("data");
      if (data.has("sid") && data.text("sid").matches("[0-9a-f]+")) {
        names.put(data.text("sid"), "<sid:hex" + data.text("sid").length() + ">");
      }
    }
  }

  private void historyIds(JsonView step, String path) {
    HttpResponse<byte[]> response = server.send("GET", path, Map.of(), null);
    List<String> ids = new ArrayList<>(JsonView.of(Json.parse(response.body())).members().keySet());
    answers.add(new Answer("ids of " + path, step.get("ids"), ids));
    if (step.has("status")) {
      answers.add(
          new Answer("status of " + path, step.get("status"), (long) response.statusCode()));
    }
  }
}

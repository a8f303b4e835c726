package io.atelier.it;

import io.atelier.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A ComfyUI client in the words of its users: it submits, listens, and looks at results. */
public final class ComfyClient implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final URI base;
  private final String id;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final List<Map<?, ?>> messages = new CopyOnWriteArrayList<>();
  private final List<byte[]> frames = new CopyOnWriteArrayList<>();
  private @Nullable WebSocket socket;
  private volatile boolean closed;

  public ComfyClient(URI base, String id) {
    this.base = base;
    this.id = id;
  }

  /** Opens the socket and waits for the greeting. */
  public ComfyClient listen() {
    return listen("");
  }

  /** {@link #listen} for a client that counts its messages and has seen so far. */
  public ComfyClient listen(long lastSeen) {
    return listen("&lastSeen=" + lastSeen);
  }

  private ComfyClient listen(String more) {
    socket =
        http.newWebSocketBuilder()
            .buildAsync(
                URI.create("ws://" + base.getAuthority() + "/ws?clientId=" + id + more),
                new Listener())
            .join();
    awaitMessages(() -> !messages.isEmpty());
    return this;
  }

  /** Submits a graph and returns the prompt's id. */
  public String submit(Map<String, ?> prompt) {
    HttpResponse<byte[]> answer =
        post("/prompt", Json.writeBytes(Map.of("prompt", prompt, "client_id", id)));
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(new String(answer.body(), StandardCharsets.UTF_8));
    }
    return String.valueOf(object(answer).get("prompt_id"));
  }

  /** Drops the messages that have come so far. */
  public void forget() {
    messages.clear();
  }

  /** Waits until the prompt is over and returns the types of its messages in order. */
  public List<String> awaitEnd(String promptId) {
    awaitMessages(() -> messagesOf(promptId).stream().anyMatch(ComfyClient::isEnd));
    List<String> types = new ArrayList<>();
    messagesOf(promptId).forEach(message -> types.add(String.valueOf(message.get("type"))));
    return types;
  }

  private static boolean isEnd(Map<?, ?> message) {
    return "executing".equals(message.get("type"))
        && message.get("data") instanceof Map<?, ?> data
        && data.get("node") == null;
  }

  /** Looks again at every message that comes, without polling. */
  private void awaitMessages(BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    synchronized (messages) {
      while (!condition.getAsBoolean()) {
        long millis = (end - System.nanoTime()) / 1_000_000;
        if (millis <= 0) {
          throw new IllegalStateException("no end within " + PATIENCE + ": " + messages);
        }
        try {
          messages.wait(millis);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new IllegalStateException(e);
        }
      }
    }
  }

  /** The numbers that messages so far have had, in order of arrival. */
  public List<Long> numbers() {
    return messages.stream()
        .filter(message -> message.get("seq") instanceof Long)
        .map(message -> (Long) required(message, "seq"))
        .toList();
  }

  /** Waits until a message of this type names the prompt. */
  public void awaitMessage(String promptId, String type) {
    awaitMessages(
        () -> messagesOf(promptId).stream().anyMatch(message -> type.equals(message.get("type"))));
  }

  /** Waits until the server has closed the socket, or died. */
  public void awaitClose() {
    awaitMessages(() -> closed);
  }

  /** The binary frames so far, in order of arrival. */
  public List<byte[]> frames() {
    return List.copyOf(frames);
  }

  /** Messages so far that name the prompt. */
  public List<Map<?, ?>> messagesOf(String promptId) {
    return messages.stream()
        .filter(
            message ->
                message.get("data") instanceof Map<?, ?> data
                    && promptId.equals(data.get("prompt_id")))
        .toList();
  }

  /** What the client was told of the failure of a prompt. */
  Map<?, ?> errorOf(String promptId) {
    return messagesOf(promptId).stream()
        .filter(message -> "execution_error".equals(message.get("type")))
        .map(message -> (Map<?, ?>) required(message, "data"))
        .findFirst()
        .orElseThrow();
  }

  /** The history entry of a prompt that is over. */
  public Map<?, ?> history(String promptId) {
    return (Map<?, ?>) required(object(get("/history/" + promptId)), promptId);
  }

  /** The pictures that a node of a finished prompt has made. */
  public List<Map<?, ?>> images(String promptId, String node) {
    Map<?, ?> outputs = (Map<?, ?>) required(history(promptId), "outputs");
    List<Map<?, ?>> files = new ArrayList<>();
    for (Object file : (List<?>) required((Map<?, ?>) required(outputs, node), "images")) {
      files.add((Map<?, ?>) file);
    }
    return files;
  }

  /** The bytes of a file that a result names. */
  public byte[] view(Map<?, ?> file) {
    Map<String, String> query = new LinkedHashMap<>();
    for (String key : List.of("filename", "subfolder", "type")) {
      query.put(key, String.valueOf(file.get(key)));
    }
    StringBuilder path = new StringBuilder("/view?");
    query.forEach(
        (key, value) ->
            path.append(key)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8))
                .append('&'));
    return get(path.toString()).body();
  }

  /** Prompts that run or wait. */
  public long remaining() {
    Map<?, ?> info = (Map<?, ?>) required(object(get("/prompt")), "exec_info");
    return ((Number) required(info, "queue_remaining")).longValue();
  }

  public HttpResponse<byte[]> get(String path) {
    return send(HttpRequest.newBuilder(base.resolve(path)).build());
  }

  public HttpResponse<byte[]> post(String path, byte[] body) {
    return send(
        HttpRequest.newBuilder(base.resolve(path)).POST(BodyPublishers.ofByteArray(body)).build());
  }

  private HttpResponse<byte[]> send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(request.uri().toString(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Map<?, ?> object(HttpResponse<byte[]> answer) {
    if (Json.parse(answer.body()) instanceof Map<?, ?> object) {
      return object;
    }
    throw new IllegalStateException(
        "no object: " + new String(answer.body(), StandardCharsets.UTF_8));
  }

  private static Object required(Map<?, ?> object, String key) {
    Object value = object.get(key);
    if (value == null) {
      throw new IllegalStateException("no " + key + " in " + object);
    }
    return value;
  }

  @Override
  public void close() {
    if (socket != null) {
      socket.abort();
    }
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream binary = new ByteArrayOutputStream();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last && Json.parse(text.toString()) instanceof Map<?, ?> message) {
        text.setLength(0);
        synchronized (messages) {
          messages.add(message);
          messages.notifyAll();
        }
      }
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
      byte[] part = new byte[data.remaining()];
      data.get(part);
      binary.writeBytes(part);
      if (last) {
        frames.add(binary.toByteArray());
        binary.reset();
      }
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      end();
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable cause) {
      end();
    }

    private void end() {
      synchronized (messages) {
        closed = true;
        messages.notifyAll();
      }
    }
  }
}

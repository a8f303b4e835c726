package io.atelier.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atelier.it.ComfyClient;
import io.atelier.it.Graphs;
import io.atelier.it.ServerProcess;
import io.atelier.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two servers on one PostgreSQL. The first one runs a prompt that does not end, so that all others
 * are run by the second.
 */
class TwoServersIT {
  private static final Path PACK = Path.of("target", "testing-pack.jar");

  /** What a client is told of a small prompt, progress aside. */
  private static final List<String> WHOLE =
      List.of(
          "execution_start",
          "execution_cached",
          "executing",
          "executing",
          "executing",
          "executed",
          "execution_success",
          "executing");

  @TempDir Path folder = Path.of("");
  private final List<AutoCloseable> open = new ArrayList<>();
  private Map<String, String> settings = Map.of();
  private int colour;

  @BeforeEach
  void createSchema() throws SQLException {
    SharedSchema schema = new SharedSchema();
    open.add(schema);
    settings = schema.settings();
  }

  @AfterEach
  void closeAll() throws Exception {
    for (int i = open.size() - 1; i >= 0; i--) {
      open.get(i).close();
    }
  }

  private ServerProcess server(String name) throws IOException {
    Path packs = Files.createDirectories(folder.resolve(name).resolve("custom_nodes"));
    Files.copy(PACK, packs.resolve(PACK.getFileName()));
    ServerProcess server = ServerProcess.start(folder.resolve(name), settings);
    open.add(server);
    return server;
  }

  private ComfyClient client(ServerProcess server, String id) {
    ComfyClient client = new ComfyClient(server.base(), id);
    open.add(client);
    return client;
  }

  /** Occupies the only server there is. */
  private static String occupy(ComfyClient client) {
    String prompt =
        client.submit(
            Map.of(
                "1",
                Graphs.node(
                    "EmptyImage", Map.of("width", 64, "height", 64, "batch_size", 1, "color", 7)),
                "2",
                Graphs.node("TestSleep", Map.of("value", List.of("1", 0), "seconds", 600.0)),
                "3",
                Graphs.node("PreviewImage", Map.of("images", List.of("2", 0)))));
    client.awaitMessage(prompt, "progress");
    return prompt;
  }

  private List<String> submit(ComfyClient client, int prompts) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < prompts; i++) {
      ids.add(client.submit(Graphs.invertedColour(++colour)));
    }
    return ids;
  }

  private static List<String> types(ComfyClient client, String prompt) {
    return client.messagesOf(prompt).stream()
        .map(message -> String.valueOf(message.get("type")))
        .filter(type -> !type.startsWith("progress"))
        .toList();
  }

  @Test
  void aClientHearsWhatTheOtherServerRunsAndMissesNothingWhenItsOwnDies() throws Exception {
    ServerProcess first = server("a");
    ComfyClient client = client(first, "wanderer").listen(0);
    occupy(client);
    ServerProcess second = server("b");

    List<String> heard = submit(client, 20);
    client.awaitEnd(heard.get(19));
    for (String prompt : heard) {
      assertThat(types(client, prompt)).as(prompt).isEqualTo(WHOLE);
    }
    assertThat(client.numbers()).isSorted().doesNotHaveDuplicates();

    ComfyClient helper = client(second, "wanderer");
    helper.post("/api/atelier/queue/pause", new byte[0]);
    List<String> split = submit(helper, 300);
    helper.post("/api/atelier/queue/resume", new byte[0]);
    client.awaitEnd(split.get(10));
    first.kill();
    client.awaitClose();
    long seen = client.numbers().get(client.numbers().size() - 1);
    ComfyClient again = client(second, "wanderer").listen(seen);
    again.awaitEnd(split.get(299));

    for (String prompt : split) {
      List<String> both = new ArrayList<>(types(client, prompt));
      both.addAll(types(again, prompt));
      assertThat(both).as(prompt).isEqualTo(WHOLE);
    }
    assertThat(again.numbers()).isSorted().doesNotHaveDuplicates();
    assertThat(again.numbers().get(0)).isGreaterThan(seen);
  }

  @Test
  void anInterruptSentToOneServerEndsThePromptOfTheOther() throws Exception {
    ServerProcess first = server("a");
    ComfyClient client = client(first, "owner").listen();
    String named = occupy(client);
    ServerProcess second = server("b");
    ComfyClient stranger = client(second, "stranger").listen();
    assertThat(text(stranger, "/queue")).contains(named);

    stranger.post("/interrupt", Json.writeBytes(Map.of("prompt_id", "another")));
    stranger.post("/interrupt", Json.writeBytes(Map.of("prompt_id", named)));

    assertThat(client.awaitEnd(named)).contains("execution_interrupted");
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> text(stranger, "/api/atelier/prompts/" + named).contains("interrupted"));
    assertThat(stranger.remaining()).isZero();
  }

  private static String text(ComfyClient client, String path) {
    return new String(client.get(path).body(), StandardCharsets.UTF_8);
  }
}

package io.atelier.bench;

import io.atelier.it.ComfyClient;
import io.atelier.it.Graphs;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What lists cost over HTTP in a server that keeps very many finished prompts. {@code fill URL USER
 * PASSWORD ROWS} copies the newest finished prompt of a database so often, which for H2 wants the
 * server stopped; {@code measure URL} runs a prompt before each call, so that nothing is answered
 * from memory.
 */
final class ManyRows {
  private static final int CALLS = 31;

  private ManyRows() {}

  public static void main(String[] args) throws SQLException {
    if (args.length == 5 && args[0].equals("fill")) {
      fill(args[1], args[2], args[3], Integer.parseInt(args[4]));
    } else if (args.length == 2 && args[0].equals("measure")) {
      measure(URI.create(args[1]), System.out);
    } else {
      throw new IllegalArgumentException("fill URL USER PASSWORD ROWS, or measure URL");
    }
  }

  private static void fill(String url, String user, String password, int rows) throws SQLException {
    String numbers =
        url.startsWith("jdbc:h2:")
            ? "system_range(1, " + rows + ") as n"
            : "generate_series(1, " + rows + ") as n(x)";
    String copy =
        "insert into history_entry (id, state, attempts, created_at, ended_at, duration, prompt,"
            + " result) select h.id || '-' || n.x, h.state, 1, h.created_at - n.x, h.ended_at - n.x,"
            + " h.duration, h.prompt, h.result from history_entry h, "
            + numbers
            + " where h.seq = (select max(seq) from history_entry)";
    try (Connection connection = DriverManager.getConnection(url, user, password);
        PreparedStatement statement = connection.prepareStatement(copy)) {
      statement.executeUpdate();
    }
  }

  private static void measure(URI base, PrintStream out) {
    try (ComfyClient client = new ComfyClient(base, "many-rows").listen()) {
      for (String path :
          List.of(
              "/queue",
              "/history?max_items=64",
              "/api/jobs?limit=50",
              "/api/jobs?status=completed&limit=50",
              "/prompt")) {
        time(client, path, out);
      }
    }
  }

  private static void time(ComfyClient client, String path, PrintStream out) {
    double[] millis = new double[CALLS];
    for (int i = 0; i < CALLS; i++) {
      client.awaitEnd(client.submit(text(i)));
      long start = System.nanoTime();
      HttpResponse<byte[]> answer = client.get(path);
      millis[i] = (System.nanoTime() - start) / 1e6;
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(path + " answers " + answer.statusCode());
      }
    }
    Arrays.sort(millis);
    out.printf(Locale.ROOT, "%-40s median %7.1f ms%n", path, millis[CALLS / 2]);
  }

  private static Map<String, ?> text(int i) {
    return Map.of(
        "1",
        Graphs.node("PrimitiveString", Map.of("value", "prompt " + i)),
        "2",
        Graphs.node("PreviewAny", Map.of("source", List.of("1", 0))));
  }
}

package io.atelier.persistence.history;

import io.atelier.execution.ExecutionResult;
import io.atelier.json.Json;
import io.atelier.persistence.DurableStore;
import io.atelier.persistence.TestDatabase;
import io.atelier.persistence.database.Database;
import io.atelier.persistence.database.Sql;
import io.atelier.queue.History;
import io.atelier.queue.HistoryEntry;
import io.atelier.queue.HistoryQuery;
import io.atelier.queue.KeptEntry;
import io.atelier.queue.PromptQueueContract;
import io.atelier.queue.PromptState;
import io.atelier.queue.QueuedPrompt;
import io.atelier.wire.HistoryJson;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.Set;

/**
 * What lists cost with few and with very many finished prompts: median milliseconds of the last 64
 * of the history, of a page of 50 jobs, and of the queue, on H2 or, with the argument {@code
 * postgresql}, there.
 */
final class HistoryBench {
  private static final int TIMES = 30;

  private final DurableStore store;
  private final PrintStream out;

  private HistoryBench(DurableStore store, PrintStream out) {
    this.store = store;
    this.out = out;
  }

  public static void main(String[] args) throws Exception {
    boolean postgresql = args.length > 0 && args[0].equals("postgresql");
    Path folder = Files.createTempDirectory("bench");
    try (TestDatabase test = postgresql ? TestDatabase.postgresql() : TestDatabase.h2(folder);
        Database database = test.open()) {
      DurableStore store =
          new DurableStore(database, new DurableStore.Options(1_000_000, 3, false, 5));
      HistoryBench bench = new HistoryBench(store, System.out);
      store.history().add(entry("model"));
      fill(database, postgresql, 100);
      bench.measure(100);
      fill(database, postgresql, 100_000);
      bench.measure(100_100);
    }
  }

  /** An entry of about three kilobytes; each addition makes the databases forget what they know. */
  private static HistoryEntry entry(String id) {
    QueuedPrompt prompt = PromptQueueContract.prompt(1L, id);
    return new HistoryEntry(
        prompt,
        ExecutionResult.brokenDown(
            prompt.toJob(), new IllegalStateException("x".repeat(2_000)), 7));
  }

  private static void fill(Database database, boolean postgresql, int rows) throws SQLException {
    String numbers =
        postgresql
            ? "generate_series(1, " + rows + ") as n(x)"
            : "system_range(1, " + rows + ") as n";
    database.change(
        "fill the history",
        c ->
            Sql.update(
                c,
                "insert into history_entry (id, state, attempts, created_at, ended_at, duration,"
                    + " prompt, result) select 'h"
                    + rows
                    + "-' || n.x, h.state, 1, n.x, n.x, 3, h.prompt, h.result from history_entry h, "
                    + numbers
                    + " where h.id = 'model'"));
  }

  private void measure(int rows) {
    HistoryQuery all = new HistoryQuery(EnumSet.allOf(PromptState.class), null, null, false, false);
    HistoryQuery failed = new HistoryQuery(Set.of(PromptState.FAILED), null, null, false, false);
    print(rows, "/history?max_items=64", () -> write(store.history().entries(-1, 64)));
    print(rows, "/api/jobs?limit=50", () -> read(store.history().page(all, 0, 50)));
    print(
        rows, "/api/jobs?status=failed&limit=50", () -> read(store.history().page(failed, 0, 50)));
    print(rows, "/queue", () -> store.queue().snapshot());
  }

  private static void write(Iterator<? extends KeptEntry> entries) {
    entries.forEachRemaining(entry -> Json.writeBytes(HistoryJson.shown(entry)));
  }

  private static void read(History.Page page) {
    page.entries().forEachRemaining(KeptEntry::read);
  }

  private void print(int rows, String what, Runnable action) {
    double[] millis = new double[TIMES];
    for (int i = 0; i < TIMES; i++) {
      store.history().add(entry("new-" + rows + "-" + what + i));
      long start = System.nanoTime();
      action.run();
      millis[i] = (System.nanoTime() - start) / 1e6;
    }
    Arrays.sort(millis);
    out.printf("%7d rows  %-36s %8.2f ms%n", rows, what, millis[TIMES / 2]);
  }
}

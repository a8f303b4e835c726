package io.atelier.persistence;

import io.atelier.json.Json;
import io.atelier.json.JsonMembers;
import io.atelier.persistence.database.Database;
import io.atelier.queue.HistoryQuery;
import io.atelier.queue.KeptEntry;
import io.atelier.queue.KeptPrompt;
import io.atelier.queue.PromptState;
import io.atelier.wire.HistoryJson;
import io.atelier.wire.PromptJson;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * A JVM of its own, with a small heap, in which many clients read long lists at once; each stands
 * still in the middle of a document until all are there.
 */
final class SmallHeap {
  private static final int CLIENTS = 30;
  private static final int PROMPTS = 3;
  private static final int LENGTH = 6_000_000;

  private final DurableStore store;

  private SmallHeap(DurableStore store) {
    this.store = store;
  }

  /** What a client does: returns when it has read an answer. */
  private interface Reading {
    void to(OutputStream client) throws IOException;
  }

  public static void main(String[] arguments) throws Exception {
    try (Database database =
        Database.open(Database.fileUrl(Path.of(arguments[0], "atelier")), "sa", "", false)) {
      SmallHeap heap = new SmallHeap(new DurableStore(database, DurableStore.Options.DEFAULT));
      heap.fill();
      heap.all("/history", heap::history);
      heap.all("/history/{id}", heap::entry);
      heap.all("/queue", heap::queue);
      heap.all("/api/jobs", heap::jobs);
      heap.all("/api/jobs/{id}", heap::job);
    }
  }

  private void fill() {
    for (int i = 0; i < PROMPTS; i++) {
      store.history().add(LongDocuments.entry("finished" + i, LENGTH));
      store.queue().add(LongDocuments.prompt("waiting" + i, LENGTH));
    }
  }

  private void all(String what, Reading reading) throws Exception {
    CyclicBarrier together = new CyclicBarrier(CLIENTS);
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    try {
      List<Future<Long>> ends = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        Client client = new Client(together);
        ends.add(
            clients.submit(
                () -> {
                  reading.to(client);
                  return client.read;
                }));
      }
      long bytes = 0;
      for (Future<Long> end : ends) {
        bytes += end.get(2, TimeUnit.MINUTES);
      }
      System.out.println(what + " " + bytes);
    } finally {
      clients.shutdownNow();
    }
  }

  private void history(OutputStream client) throws IOException {
    write(store.history().entries(-1, -1), client);
  }

  private void entry(OutputStream client) throws IOException {
    write(List.of(open()).iterator(), client);
  }

  private static void write(Iterator<? extends KeptEntry> entries, OutputStream client)
      throws IOException {
    List<Map.Entry<String, ?>> members = new ArrayList<>();
    while (entries.hasNext()) {
      KeptEntry entry = entries.next();
      members.clear();
      members.add(Map.entry(entry.id().value(), HistoryJson.shown(entry)));
      Json.write(new JsonMembers(members.iterator()), client);
    }
  }

  private void queue(OutputStream client) throws IOException {
    for (KeptPrompt prompt : store.queue().snapshot().pending()) {
      Json.write(PromptJson.shown(prompt).orElseThrow(), client);
    }
  }

  private void jobs(OutputStream client) throws IOException {
    HistoryQuery all = new HistoryQuery(EnumSet.allOf(PromptState.class), null, null, false, false);
    Iterator<? extends KeptEntry> entries = store.history().page(all, 0, 100).entries();
    while (entries.hasNext()) {
      Json.write(String.valueOf(entries.next().read().error()), client);
    }
  }

  private void job(OutputStream client) throws IOException {
    Json.write(HistoryJson.details(open()).source(), client);
  }

  private KeptEntry open() {
    return store.history().open(new io.atelier.prompt.PromptId("finished1")).orElseThrow();
  }

  /** One that reads a little and waits for the others. */
  private static final class Client extends OutputStream {
    private final CyclicBarrier together;
    private long read;
    private boolean waited;

    Client(CyclicBarrier together) {
      this.together = together;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      read += count;
      if (!waited) {
        waited = true;
        try {
          together.await(1, TimeUnit.MINUTES);
        } catch (Exception e) {
          throw new IOException(e);
        }
      }
    }
  }
}

package io.atelier.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.json.Json;
import io.atelier.node.NodeId;
import io.atelier.prompt.ExtraData;
import io.atelier.prompt.Prompt;
import io.atelier.prompt.PromptId;
import io.atelier.queue.HistoryEntry;
import io.atelier.queue.KeptEntry;
import io.atelier.queue.KeptPrompt;
import io.atelier.queue.PromptQueueContract;
import io.atelier.queue.QueuedPrompt;
import io.atelier.queue.Requester;
import io.atelier.wire.HistoryJson;
import io.atelier.wire.PromptJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Documents of megabytes are copied piece by piece, whatever else happens to the store. */
abstract class LongDocumentsContract extends StoreFixture {
  private static final int LENGTH = 3 * StoredDocument.PIECE_BYTES + 17;

  static QueuedPrompt prompt(String id, int length) {
    Map<String, Object> workflow = Map.of("id", "w-" + id, "nodes", "ü".repeat(length / 6));
    return new QueuedPrompt(
        7L,
        new PromptId(id),
        Prompt.fromJson(
            Map.of("1", Map.of("class_type", "Out", "inputs", Map.of("v", Double.NaN)))),
        ExtraData.of(Map.of("extra_pnginfo", Map.of("workflow", workflow))),
        List.of(new NodeId("1")),
        Requester.ANYONE);
  }

  static HistoryEntry entry(String id, int length) {
    QueuedPrompt prompt = prompt(id, length);
    return new HistoryEntry(prompt, RestartContract.result(prompt));
  }

  private static Object json(Object value) {
    return Objects.requireNonNull(Json.parse(Json.writeBytes(value)));
  }

  @Test
  void whatIsCopiedIsWhatWasKept() {
    HistoryEntry entry = entry("long", LENGTH);
    DurableStore store = store();
    store.history().add(entry);

    KeptEntry kept = store.history().open(new PromptId("long")).orElseThrow();

    assertThat(json(HistoryJson.shown(kept))).isEqualTo(json(HistoryJson.shown(entry)));
    assertThat(json(HistoryJson.details(kept).source()))
        .isEqualTo(json(HistoryJson.details(entry).source()));
    assertThat(json(HistoryJson.details(kept).outputs()))
        .isEqualTo(json(HistoryJson.details(entry).outputs()));
    assertThat(json(HistoryJson.details(kept).status()))
        .isEqualTo(json(HistoryJson.details(entry).status()));
    assertThat(PromptJson.shown(kept.read().prompt())).isEqualTo(PromptJson.shown(entry.prompt()));
    assertThat(kept.createdAt()).isEqualTo(entry.createdAt());
    assertThat(kept.duration()).isEqualTo(entry.duration());
  }

  @Test
  void longAndShortEntriesComeInTheirOrderAndNoneThatComesLater() {
    DurableStore store = store();
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      ids.add("e" + i);
      store.history().add(entry("e" + i, i % 50 == 3 ? LENGTH : 100));
    }
    Iterator<? extends KeptEntry> entries = store.history().entries(-1, -1);
    store.history().add(entry("later", 10));

    List<String> seen = new ArrayList<>();
    entries.forEachRemaining(entry -> seen.add(entry.id().value()));
    assertThat(seen).isEqualTo(ids);
  }

  @Test
  void whatIsDeletedMeanwhileIsLeftOut() {
    DurableStore store = store();
    for (String id : List.of("a", "b", "c")) {
      store.history().add(entry(id, LENGTH));
    }
    Iterator<? extends KeptEntry> entries = store.history().entries(-1, -1);
    assertThat(entries.next().id().value()).isEqualTo("a");
    store.history().delete(new PromptId("b"));

    assertThat(entries.next().id().value()).isEqualTo("c");
    assertThat(entries.hasNext()).isFalse();
  }

  @Test
  void aDocumentThatIsReplacedWhileItIsReadIsNotMixedWithTheOther() {
    DurableStore store = store();
    store.history().add(entry("again", LENGTH));
    KeptEntry kept = store.history().open(new PromptId("again")).orElseThrow();
    store.history().add(entry("again", LENGTH + 60));

    assertThatThrownBy(() -> Json.write(HistoryJson.shown(kept), OutputStream.nullOutputStream()))
        .isInstanceOf(IOException.class);
  }

  @Test
  void readersThatStandStillHoldNoConnection() throws IOException {
    DurableStore store = store();
    store.history().add(entry("long", LENGTH));
    List<InputStream> open = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      Iterator<? extends KeptEntry> entries = store.history().entries(-1, -1);
      StoredEntry entry = (StoredEntry) entries.next();
      InputStream document = entry.prompt().open();
      document.skipNBytes(StoredDocument.PIECE_BYTES + 1);
      open.add(document);
    }

    store.queue().add(PromptQueueContract.prompt(1L, "meanwhile"));

    assertThat(store.queue().remaining()).isEqualTo(1);
    assertThat(open.get(39).readAllBytes()).isNotEmpty();
  }

  @Test
  void waitingPromptsOfAnotherServerAreListedWithoutBeingBuilt() {
    QueuedPrompt waiting = prompt("waits", LENGTH);
    store().queue().add(waiting);

    KeptPrompt listed = store().queue().snapshot().pending().get(0);

    assertThat(listed).isInstanceOf(StoredPrompt.class);
    assertThat(listed.id().value()).isEqualTo("waits");
    assertThat(listed.workflowId()).isEqualTo("w-waits");
    assertThat(listed.createdAt()).isEqualTo(waiting.createdAt());
    assertThat(listed.number()).isEqualTo(7L);
    assertThat(json(PromptJson.shown(listed).orElseThrow()))
        .isEqualTo(json(PromptJson.shown(waiting).orElseThrow()));
    assertThat(json(PromptJson.source(listed).orElseThrow()))
        .isEqualTo(json(PromptJson.source(waiting).orElseThrow()));
  }

  @Test
  void aWaitingPromptThatGoesIsLeftOut() {
    DurableStore store = store();
    store().queue().add(prompt("waits", LENGTH));
    KeptPrompt listed = store.queue().snapshot().pending().get(0);
    store.queue().clear();

    assertThat(PromptJson.shown(listed)).isEmpty();
    assertThat(store.queue().snapshot().pending()).isEmpty();
  }

  @Test
  void secretsOfAPromptThatIsNotKeptInMemoryReachItsRun() {
    KnownPrompts known = new KnownPrompts(10);
    QueuedPrompt secret =
        new QueuedPrompt(
            1L,
            new PromptId("s"),
            Prompt.fromJson(Map.of()),
            ExtraData.of(Map.of("api_key_comfy_org", "hush")),
            List.of(),
            Requester.ANYONE);
    known.put(5, secret, 11);

    assertThat(known.whole(5)).isEmpty();
    assertThat(known.withSecrets(5, PromptDocument.read(PromptDocument.write(secret))).extraData())
        .isEqualTo(secret.extraData());
  }

  @Test
  void thereIsRoomAgainWhenPromptsHaveGone() {
    KnownPrompts known = new KnownPrompts(10);
    known.put(1, prompt("a", 1), 8);
    known.put(2, prompt("b", 1), 8);
    known.remove(1);
    known.put(3, prompt("c", 1), 8);

    assertThat(known.whole(2)).isEmpty();
    assertThat(known.facts(2)).isPresent();
    assertThat(known.whole(3)).isPresent();
  }
}

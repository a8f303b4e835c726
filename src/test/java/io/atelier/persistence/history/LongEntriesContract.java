package io.atelier.persistence.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.json.Json;
import io.atelier.persistence.DurableStore;
import io.atelier.persistence.LongDocuments;
import io.atelier.persistence.StoreFixture;
import io.atelier.persistence.document.StoredDocument;
import io.atelier.prompt.PromptId;
import io.atelier.queue.HistoryEntry;
import io.atelier.queue.KeptEntry;
import io.atelier.queue.PromptQueueContract;
import io.atelier.wire.HistoryJson;
import io.atelier.wire.PromptJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Entries of megabytes are copied piece by piece, whatever else happens to the store. */
abstract class LongEntriesContract extends StoreFixture {

  @Test
  void whatIsCopiedIsWhatWasKept() {
    HistoryEntry entry = LongDocuments.entry("long", LongDocuments.LENGTH);
    DurableStore store = store();
    store.history().add(entry);

    KeptEntry kept = store.history().open(new PromptId("long")).orElseThrow();

    assertThat(LongDocuments.json(HistoryJson.shown(kept)))
        .isEqualTo(LongDocuments.json(HistoryJson.shown(entry)));
    assertThat(LongDocuments.json(HistoryJson.details(kept).source()))
        .isEqualTo(LongDocuments.json(HistoryJson.details(entry).source()));
    assertThat(LongDocuments.json(HistoryJson.details(kept).outputs()))
        .isEqualTo(LongDocuments.json(HistoryJson.details(entry).outputs()));
    assertThat(LongDocuments.json(HistoryJson.details(kept).status()))
        .isEqualTo(LongDocuments.json(HistoryJson.details(entry).status()));
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
      store.history().add(LongDocuments.entry("e" + i, i % 50 == 3 ? LongDocuments.LENGTH : 100));
    }
    Iterator<? extends KeptEntry> entries = store.history().entries(-1, -1);
    store.history().add(LongDocuments.entry("later", 10));

    List<String> seen = new ArrayList<>();
    entries.forEachRemaining(entry -> seen.add(entry.id().value()));
    assertThat(seen).isEqualTo(ids);
  }

  @Test
  void whatIsDeletedMeanwhileIsLeftOut() {
    DurableStore store = store();
    for (String id : List.of("a", "b", "c")) {
      store.history().add(LongDocuments.entry(id, LongDocuments.LENGTH));
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
    store.history().add(LongDocuments.entry("again", LongDocuments.LENGTH));
    KeptEntry kept = store.history().open(new PromptId("again")).orElseThrow();
    store.history().add(LongDocuments.entry("again", LongDocuments.LENGTH + 60));

    assertThatThrownBy(() -> Json.write(HistoryJson.shown(kept), OutputStream.nullOutputStream()))
        .isInstanceOf(IOException.class);
  }

  @Test
  void readersThatStandStillHoldNoConnection() throws IOException {
    DurableStore store = store();
    store.history().add(LongDocuments.entry("long", LongDocuments.LENGTH));
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
}

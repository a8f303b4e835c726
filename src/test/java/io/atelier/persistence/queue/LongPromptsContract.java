package io.atelier.persistence.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.persistence.DurableStore;
import io.atelier.persistence.LongDocuments;
import io.atelier.persistence.StoreFixture;
import io.atelier.queue.KeptPrompt;
import io.atelier.queue.QueuedPrompt;
import io.atelier.wire.PromptJson;
import org.junit.jupiter.api.Test;

/** Waiting prompts of megabytes are listed and copied without being built. */
abstract class LongPromptsContract extends StoreFixture {
  @Test
  void waitingPromptsOfAnotherServerAreListedWithoutBeingBuilt() {
    QueuedPrompt waiting = LongDocuments.prompt("waits", LongDocuments.LENGTH);
    store().queue().add(waiting);

    KeptPrompt listed = store().queue().snapshot().pending().get(0);

    assertThat(listed).isInstanceOf(StoredPrompt.class);
    assertThat(listed.id().value()).isEqualTo("waits");
    assertThat(listed.workflowId()).isEqualTo("w-waits");
    assertThat(listed.createdAt()).isEqualTo(waiting.createdAt());
    assertThat(listed.number()).isEqualTo(7L);
    assertThat(LongDocuments.json(PromptJson.shown(listed).orElseThrow()))
        .isEqualTo(LongDocuments.json(PromptJson.shown(waiting).orElseThrow()));
    assertThat(LongDocuments.json(PromptJson.source(listed).orElseThrow()))
        .isEqualTo(LongDocuments.json(PromptJson.source(waiting).orElseThrow()));
  }

  @Test
  void aWaitingPromptThatGoesIsLeftOut() {
    DurableStore store = store();
    store().queue().add(LongDocuments.prompt("waits", LongDocuments.LENGTH));
    KeptPrompt listed = store.queue().snapshot().pending().get(0);
    store.queue().clear();

    assertThat(PromptJson.shown(listed)).isEmpty();
    assertThat(store.queue().snapshot().pending()).isEmpty();
  }
}

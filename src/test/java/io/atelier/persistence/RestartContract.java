package io.atelier.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.execution.ExecutionResult;
import io.atelier.json.Json;
import io.atelier.node.NodeId;
import io.atelier.prompt.ExtraData;
import io.atelier.prompt.Prompt;
import io.atelier.prompt.PromptId;
import io.atelier.queue.HistoryContract;
import io.atelier.queue.HistoryEntry;
import io.atelier.queue.PromptQueueContract;
import io.atelier.queue.PromptState;
import io.atelier.queue.PromptStatus;
import io.atelier.queue.PromptTakenAwayException;
import io.atelier.queue.QueuedPrompt;
import io.atelier.queue.Requester;
import io.atelier.wire.HistoryJson;
import io.atelier.wire.PromptJson;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is left after a server has died and another one, or the same, has come. */
abstract class RestartContract extends StoreFixture {
  private static final Requester SOMEBODY = new Requester("somebody");
  private static final Duration AT_ONCE = Duration.ofMillis(1);

  /** The store after all servers have died. */
  abstract DurableStore restarted(DurableStore.Options options);

  private DurableStore restarted() {
    return restarted(DurableStore.Options.DEFAULT);
  }

  private static DurableStore.Options attempts(int most) {
    return new DurableStore.Options(100, most, false, 5);
  }

  static QueuedPrompt withSecret(String secret) {
    return new QueuedPrompt(
        1L,
        new PromptId("secretive"),
        PromptQueueContract.prompt(1L, "x").prompt(),
        ExtraData.of(Map.of("client_id", "c", "api_key_comfy_org", secret)),
        List.of(new NodeId("1")),
        Requester.ANYONE);
  }

  private static List<String> pending(DurableStore store) {
    return store.queue().snapshot().pending().stream().map(p -> p.id().value()).toList();
  }

  @Test
  void whatWaitsKeepsItsPlaceAndNumber() {
    DurableStore store = store();
    store.queue().add(PromptQueueContract.prompt(5L, "later"));
    store.queue().add(PromptQueueContract.prompt(0.5, "sooner"));

    DurableStore after = restarted();

    assertThat(after.queue().snapshot().pending())
        .extracting(prompt -> (Object) prompt.number())
        .containsExactly(0.5, 5L);
    assertThat(pending(after)).containsExactly("sooner", "later");
  }

  @Test
  void theTraceOutlivesTheServerAndNoClientSeesIt() throws InterruptedException {
    QueuedPrompt prompt = PromptQueueContract.prompt(1L, "traced");
    store().queue().add(prompt);

    QueuedPrompt after = restarted().queue().take(AT_ONCE).orElseThrow();

    assertThat(after.trace()).isEqualTo(prompt.trace());
    assertThat(PromptJson.shown(after).orElseThrow().toString())
        .doesNotContain(prompt.trace().traceId());
  }

  @Test
  void whoAskedOutlivesTheServer() throws InterruptedException {
    DurableStore store = store();
    store.queue().add(askedBySomebody(LongDocuments.prompt("short", 10)));
    store.queue().add(askedBySomebody(LongDocuments.prompt("long", LongDocuments.LENGTH)));

    DurableStore after = restarted();

    assertThat(after.queue().snapshot().pending())
        .extracting(prompt -> prompt.read().orElseThrow().requester())
        .containsExactly(SOMEBODY, SOMEBODY);
    for (int i = 0; i < 2; i++) {
      QueuedPrompt taken = after.queue().take(AT_ONCE).orElseThrow();
      assertThat(taken.requester()).isEqualTo(SOMEBODY);
      finish(after, taken);
      HistoryEntry ended = after.history().find(taken.id()).orElseThrow();
      assertThat(ended.prompt().requester()).isEqualTo(SOMEBODY);
      assertThat(String.valueOf(PromptJson.shown(ended.prompt()))).doesNotContain("somebody");
    }
  }

  @Test
  void whoAskedForWhatIsLostIsKnown() throws InterruptedException {
    DurableStore store = store();
    store.queue().add(askedBySomebody(PromptQueueContract.prompt(1L, "ran")));
    store.queue().take(AT_ONCE);

    HistoryEntry lost = restarted(attempts(1)).history().find(new PromptId("ran")).orElseThrow();

    assertThat(lost.prompt().requester()).isEqualTo(SOMEBODY);
  }

  private static QueuedPrompt askedBySomebody(QueuedPrompt any) {
    return new QueuedPrompt(
        any.number(),
        any.id(),
        any.prompt(),
        any.extraData(),
        any.outputs(),
        SOMEBODY,
        any.createdAt());
  }

  @Test
  void whatRanWaitsAgainInItsOldPlaceAndCountsAsASecondAttempt() throws InterruptedException {
    DurableStore store = store();
    store.queue().add(PromptQueueContract.prompt(1L, "ran"));
    store.queue().add(PromptQueueContract.prompt(2L, "waited"));
    store.queue().take(AT_ONCE);

    DurableStore after = restarted();

    assertThat(pending(after)).containsExactly("ran", "waited");
    QueuedPrompt again = after.queue().take(AT_ONCE).orElseThrow();
    assertThat(after.of(again.id())).isEqualTo(new PromptStatus(PromptState.RUNNING, 2));
    assertThat(store.repeated()).isZero();
    assertThat(after.repeated()).isEqualTo(1);
    finish(after, again);
    assertThat(after.of(again.id())).isEqualTo(new PromptStatus(PromptState.FAILED, 2));
  }

  @Test
  void whatMayNotRunAgainIsLostAndHistorySaysWhy() throws InterruptedException {
    DurableStore store = store();
    store.queue().add(PromptQueueContract.prompt(1L, "ran"));
    store.queue().take(AT_ONCE);

    DurableStore after = restarted(attempts(1));

    assertThat(after.queue().remaining()).isZero();
    assertThat(after.of(new PromptId("ran"))).isEqualTo(new PromptStatus(PromptState.LOST, 1));
    HistoryEntry entry = after.history().find(new PromptId("ran")).orElseThrow();
    assertThat(entry.succeeded()).isFalse();
    assertThat(String.valueOf(entry.error())).contains("the server died while it ran this prompt");
  }

  @Test
  void aPromptThatKillsItsServersIsLostInTheEnd() throws InterruptedException {
    DurableStore store = store();
    store.queue().add(PromptQueueContract.prompt(1L, "deadly"));
    for (int attempt = 0; attempt < 3; attempt++) {
      assertThat(store.queue().take(AT_ONCE)).isPresent();
      store = restarted(attempts(3));
    }

    assertThat(store.queue().take(AT_ONCE)).isEmpty();
    assertThat(store.of(new PromptId("deadly"))).isEqualTo(new PromptStatus(PromptState.LOST, 3));
  }

  @Test
  void numbersGoOn() {
    DurableStore store = store();
    long last = store.queue().nextNumber();

    assertThat(restarted().queue().nextNumber()).isGreaterThan(last);
  }

  @Test
  void historyIsShownAsBefore() throws InterruptedException {
    DurableStore store = store();
    store.queue().add(awkward());
    QueuedPrompt prompt = store.queue().take(AT_ONCE).orElseThrow();
    finish(store, prompt);
    Object before = HistoryJson.shown(new HistoryEntry(prompt, failure(prompt)));

    HistoryEntry after = restarted().history().find(prompt.id()).orElseThrow();

    assertThat(Json.writeAsPython(HistoryJson.shown(after))).isEqualTo(Json.writeAsPython(before));
  }

  @Test
  void filesOfTheTempFolderAreMarkedAsGoneAfterARestart() throws InterruptedException {
    Map<String, List<Object>> shown =
        Map.of(
            "images",
            List.of(
                Map.of("filename", "a.png", "type", "temp"),
                Map.of("filename", "b.png", "type", "output")),
            "text",
            List.of("temp"));
    DurableStore store = store();
    store.queue().add(PromptQueueContract.prompt(1L, "shows"));
    QueuedPrompt prompt = store.queue().take(AT_ONCE).orElseThrow();
    ExecutionResult plain =
        ExecutionResult.brokenDown(
            prompt.toJob(), new IllegalStateException("no"), System.currentTimeMillis());
    ExecutionResult result =
        new ExecutionResult(
            plain.status(),
            Map.of(new NodeId("9"), shown),
            plain.identities(),
            plain.messages(),
            plain.closing(),
            plain.closingAudience());
    store.history().add(new HistoryEntry(prompt, result));

    assertThat(outputs(store, prompt)).contains("a.png").doesNotContain("gone");
    assertThat(outputs(restarted(), prompt))
        .containsPattern("\\{[^{}]*\"a.png\"[^{}]*\"gone\":true\\}")
        .doesNotContainPattern("\\{[^{}]*\"b.png\"[^{}]*\"gone\"");
  }

  private static String outputs(DurableStore store, QueuedPrompt prompt) {
    return Json.write(HistoryJson.shown(store.history().open(prompt.id()).orElseThrow()));
  }

  /** A prompt with whatever is hard to keep. */
  private static QueuedPrompt awkward() {
    Object graph =
        Json.parse(
            "{\"b\\u0000\": {\"class_type\": \"Out\", \"inputs\": {\"seed\": 18446744073709551615,"
                + " \"cfg\": 8.0, \"whole\": 8, \"not\": NaN, \"most\": Infinity, \"nothing\": null,"
                + " \"link\": [\"a\", 0], \"text\": \"\\ud800 \\u0000 \\u00e9\"}},"
                + " \"a\": {\"class_type\": \"In\", \"inputs\": {}, \"_meta\": {\"title\": \"t\"}}}");
    return new QueuedPrompt(
        Double.NaN,
        new PromptId("\ud800\0 awkward " + "x".repeat(5_000)),
        Prompt.fromJson(graph),
        ExtraData.of(Map.of("extra_pnginfo", Map.of("workflow", Map.of("id", "w\0")))),
        List.of(new NodeId("b\0")),
        Requester.ANYONE);
  }

  @Test
  void aDocumentOfManyMegabytesIsKept() throws InterruptedException {
    String text = "x".repeat(3_000_000);
    QueuedPrompt large =
        new QueuedPrompt(
            1L,
            new PromptId("large"),
            Prompt.fromJson(Map.of("1", Map.of("class_type", "Out", "inputs", Map.of("t", text)))),
            ExtraData.NONE,
            List.of(new NodeId("1")),
            Requester.ANYONE);
    store().queue().add(large);

    assertThat(restarted().queue().take(AT_ONCE).orElseThrow().prompt().toJson())
        .isEqualTo(large.prompt().toJson());
  }

  @Test
  void secretsReachTheRunOfTheServerTheyCameToAndNoOther() throws InterruptedException {
    DurableStore store = store();
    store.queue().add(withSecret("hush"));
    assertThat(store.queue().take(AT_ONCE).orElseThrow().extraData().get("api_key_comfy_org"))
        .isEqualTo("hush");

    QueuedPrompt again = restarted().queue().take(AT_ONCE).orElseThrow();
    assertThat(again.extraData().secrets()).isEmpty();
    assertThat(again.extraData().clientId()).isEqualTo("c");
  }

  @Test
  void everyStateIsTold() throws InterruptedException {
    DurableStore store = store(new DurableStore.Options(0, 3, false, 5));
    PromptId id = new PromptId("a");
    assertThat(store.of(id)).isEqualTo(PromptStatus.UNKNOWN);

    store.queue().add(PromptQueueContract.prompt(1L, "a"));
    assertThat(store.of(id).state()).isEqualTo(PromptState.QUEUED);
    store.queue().delete(id);
    assertThat(store.of(id).state()).isEqualTo(PromptState.CANCELED);

    store.queue().add(PromptQueueContract.prompt(2L, "a"));
    QueuedPrompt running = store.queue().take(AT_ONCE).orElseThrow();
    assertThat(store.of(id)).isEqualTo(new PromptStatus(PromptState.RUNNING, 1));
    finish(store, running);
    assertThat(store.of(id)).isEqualTo(new PromptStatus(PromptState.FAILED, 1));

    store.queue().add(PromptQueueContract.prompt(3L, "b"));
    finish(store, store.queue().take(AT_ONCE).orElseThrow());
    assertThat(store.of(id).state()).isEqualTo(PromptState.EXPIRED);
  }

  @Test
  void aServerThatStopsInGoodOrderHandsItsPromptBack() throws InterruptedException {
    DurableStore store = store();
    store.queue().add(PromptQueueContract.prompt(1L, "ran"));
    QueuedPrompt running = store.queue().take(AT_ONCE).orElseThrow();

    assertThat(store.leave()).containsExactly(running.id());

    assertThatThrownBy(() -> store.history().add(new HistoryEntry(running, failure(running))))
        .isInstanceOf(PromptTakenAwayException.class);
    assertThat(pending(store)).containsExactly("ran");
    assertThat(HistoryContract.list(store.history(), -1, -1)).isEmpty();
  }
}

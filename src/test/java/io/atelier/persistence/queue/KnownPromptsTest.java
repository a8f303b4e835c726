package io.atelier.persistence.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.persistence.LongDocuments;
import io.atelier.persistence.document.PromptDocument;
import io.atelier.prompt.ExtraData;
import io.atelier.prompt.Prompt;
import io.atelier.prompt.PromptId;
import io.atelier.queue.QueuedPrompt;
import io.atelier.queue.Requester;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KnownPromptsTest {
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
    assertThat(
            known
                .withSecrets(5, PromptDocument.read(PromptDocument.write(secret), Requester.ANYONE))
                .extraData())
        .isEqualTo(secret.extraData());
  }

  @Test
  void thereIsRoomAgainWhenPromptsHaveGone() {
    KnownPrompts known = new KnownPrompts(10);
    known.put(1, LongDocuments.prompt("a", 1), 8);
    known.put(2, LongDocuments.prompt("b", 1), 8);
    known.remove(1);
    known.put(3, LongDocuments.prompt("c", 1), 8);

    assertThat(known.whole(2)).isEmpty();
    assertThat(known.facts(2)).isPresent();
    assertThat(known.whole(3)).isPresent();
  }
}

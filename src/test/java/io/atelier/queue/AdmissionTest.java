package io.atelier.queue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AdmissionTest {
  private final PromptQueue queue = new MemoryPromptQueue(new MemoryHistory(History.LIMIT));
  private final PromptCounts counts = new PromptCounts();

  @Test
  void withoutALimitEverythingIsTaken() {
    queue.add(PromptQueueContract.prompt(1L, "a"));

    assertThat(new Admission(queue, 0, counts).refusal()).isEmpty();
  }

  @Test
  void aFullQueueRefuses() {
    Admission admission = new Admission(queue, 1, counts);
    assertThat(admission.refusal()).isEmpty();

    queue.add(PromptQueueContract.prompt(1L, "a"));

    assertThat(admission.refusal()).contains(Admission.Refusal.FULL);
    assertThat(counts.full()).isEqualTo(1);
  }

  @Test
  void aStoppingServerRefuses() {
    Admission admission = new Admission(queue, 0, counts);

    admission.close();

    assertThat(admission.refusal()).contains(Admission.Refusal.STOPPING);
    assertThat(counts.stopping()).isEqualTo(1);
  }
}

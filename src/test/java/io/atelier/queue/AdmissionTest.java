package io.atelier.queue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AdmissionTest {
  private final PromptQueue queue = new MemoryPromptQueue();

  @Test
  void withoutALimitEverythingIsTaken() {
    queue.add(PromptQueueContract.prompt(1L, "a"));

    assertThat(new Admission(queue, 0).refusal()).isEmpty();
  }

  @Test
  void aFullQueueRefuses() {
    Admission admission = new Admission(queue, 1);
    assertThat(admission.refusal()).isEmpty();

    queue.add(PromptQueueContract.prompt(1L, "a"));

    assertThat(admission.refusal()).contains(Admission.Refusal.FULL);
  }

  @Test
  void aStoppingServerRefuses() {
    Admission admission = new Admission(queue, 0);

    admission.close();

    assertThat(admission.refusal()).contains(Admission.Refusal.STOPPING);
  }
}

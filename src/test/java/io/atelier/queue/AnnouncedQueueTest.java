package io.atelier.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.message.Message;
import io.atelier.prompt.PromptId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnnouncedQueueTest {
  @Test
  void theLengthCanBeToldOnceMoreToOthersThanThoseWhoHearOfChanges() {
    List<Message> everyone = new ArrayList<>();
    List<Message> here = new ArrayList<>();
    MemoryPromptQueue queue = new MemoryPromptQueue(new MemoryHistory(History.LIMIT));
    AnnouncedQueue announced =
        new AnnouncedQueue(queue, (audience, message) -> everyone.add(message), new PromptCounts());
    announced.add(PromptQueueContract.prompt(1L, "p"));
    queue.add(PromptQueueContract.prompt(2L, "by way of another server"));

    announced.announceTo((audience, message) -> here.add(message));

    assertThat(everyone).containsExactly(new Message.Status(1));
    assertThat(here).containsExactly(new Message.Status(2));
  }

  @Test
  void deletingTheLastWaitingPromptIsToldTwiceAsByTheOriginal() throws InterruptedException {
    List<Message> told = new ArrayList<>();
    AnnouncedQueue queue =
        new AnnouncedQueue(
            new MemoryPromptQueue(new MemoryHistory(History.LIMIT)),
            (audience, message) -> told.add(message),
            new PromptCounts());
    queue.add(PromptQueueContract.prompt(1L, "runs"));
    queue.take(PromptQueueContract.AT_ONCE);
    queue.add(PromptQueueContract.prompt(2L, "waits"));
    queue.add(PromptQueueContract.prompt(3L, "waits too"));
    told.clear();

    queue.delete(new PromptId("waits"));
    assertThat(told).containsExactly(new Message.Status(2));
    queue.delete(new PromptId("unknown"));
    queue.delete(new PromptId("runs"));
    assertThat(told).containsExactly(new Message.Status(2));
    queue.delete(new PromptId("waits too"));
    assertThat(told)
        .containsExactly(new Message.Status(2), new Message.Status(1), new Message.Status(1));
  }

  @Test
  void aRefusedPromptIsNeitherCountedNorTold() {
    List<Message> told = new ArrayList<>();
    PromptCounts counts = new PromptCounts();
    AnnouncedQueue queue =
        new AnnouncedQueue(
            new MemoryPromptQueue(new MemoryHistory(History.LIMIT)),
            (audience, message) -> told.add(message),
            counts);
    queue.add(PromptQueueContract.prompt(1L, "same"));
    assertThatThrownBy(() -> queue.add(PromptQueueContract.prompt(2L, "same")))
        .isInstanceOf(PromptIdTakenException.class);
    assertThat(told).containsExactly(new Message.Status(1));
  }
}

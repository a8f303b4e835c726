package io.atelier.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.message.Message;
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
}

package io.atelier.persistence.queue;

import io.atelier.persistence.document.PromptFacts;
import io.atelier.prompt.ExtraData;
import io.atelier.prompt.PromptId;
import io.atelier.queue.QueuedPrompt;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The prompts of the queue that this server has seen come or has read, by row. They are kept as a
 * whole while there is room; beyond that only what lists show of them, and their secrets, which are
 * never stored. Safe for use by many threads.
 */
final class KnownPrompts {
  private final long mostBytes;
  private final Map<Long, Known> known = new HashMap<>();
  private long bytes;

  /**
   * @param whole null when there was no room
   * @param bytes of the document of a whole one; else 0
   */
  private record Known(
      @Nullable QueuedPrompt whole, PromptFacts facts, Map<String, Object> secrets, long bytes) {}

  /**
   * @param mostBytes of documents whose prompts are kept as a whole
   */
  KnownPrompts(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  synchronized void put(long seq, QueuedPrompt prompt, long documentBytes) {
    remove(seq);
    boolean room = bytes + documentBytes <= mostBytes;
    long taken = room ? documentBytes : 0;
    bytes += taken;
    known.put(
        seq,
        new Known(
            room ? prompt : null, PromptFacts.of(prompt), prompt.extraData().secrets(), taken));
  }

  /** Takes note of a prompt that has not been read as a whole. */
  synchronized void put(long seq, PromptFacts facts) {
    known.putIfAbsent(seq, new Known(null, facts, Map.of(), 0));
  }

  synchronized Optional<QueuedPrompt> whole(long seq) {
    return Optional.ofNullable(known.get(seq)).map(Known::whole);
  }

  synchronized Optional<PromptFacts> facts(long seq) {
    return Optional.ofNullable(known.get(seq)).map(Known::facts);
  }

  /** A prompt that was read from its row, with the secrets that came with it, if any. */
  synchronized QueuedPrompt withSecrets(long seq, QueuedPrompt read) {
    Known from = known.get(seq);
    return from == null || from.secrets().isEmpty()
        ? read
        : read.with(new ExtraData(read.extraData().shown(), from.secrets()));
  }

  synchronized void remove(long seq) {
    Known gone = known.remove(seq);
    bytes -= gone == null ? 0 : gone.bytes();
  }

  /** Gives prompts of an id another number. */
  synchronized void renumber(PromptId id, double place) {
    known.replaceAll(
        (seq, prompt) ->
            prompt.facts().id().equals(id)
                ? new Known(
                    prompt.whole() == null ? null : prompt.whole().at(place),
                    prompt.facts().at(place),
                    prompt.secrets(),
                    prompt.bytes())
                : prompt);
  }

  synchronized Set<Long> rows() {
    return Set.copyOf(known.keySet());
  }
}

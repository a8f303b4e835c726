package io.atelier.queue;

import io.atelier.prompt.PromptId;
import java.util.Iterator;
import java.util.Optional;

/** Finished prompts, oldest first. Safe for use by many threads. */
public interface History {
  /** The number of entries kept; one more drops the oldest. */
  int LIMIT = 10_000;

  /** Adds an entry; one of the same id is replaced in its place. */
  void add(HistoryEntry entry);

  /** The entry of a prompt. */
  Optional<HistoryEntry> find(PromptId id);

  /** The entry of a prompt, its long parts left where they are kept. */
  Optional<? extends KeptEntry> open(PromptId id);

  /**
   * A stretch of the entries, oldest first. They are fetched bit by bit while they are asked for;
   * what goes meanwhile is left out.
   *
   * @param offset entries to skip from the oldest; negative for the last {@code maxItems}
   * @param maxItems at most so many; negative for all
   */
  Iterator<? extends KeptEntry> entries(int offset, int maxItems);

  /**
   * A stretch of the entries that a query wants, in its order.
   *
   * @param offset entries to skip; at least 0
   * @param most at most so many
   */
  Page page(HistoryQuery query, int offset, int most);

  /**
   * A stretch of entries.
   *
   * @param entries fetched bit by bit like those of {@link #entries}
   * @param total how many are wanted in all
   */
  record Page(Iterator<? extends KeptEntry> entries, int total) {}

  void delete(PromptId id);

  void clear();

  /** The number of entries. */
  int size();

  /**
   * Drops what ended before a moment; its prompts are then expired.
   *
   * @param epochMillis the moment, by the clock of the servers
   * @return how many entries were dropped
   */
  int expire(long epochMillis);
}

package io.atelier.queue;

import io.atelier.prompt.PromptId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A history in memory, lost with the server. */
public final class MemoryHistory implements History {
  private final Map<PromptId, HistoryEntry> entries = new LinkedHashMap<>();
  private final long limit;

  /**
   * @param limit entries kept; one more drops the oldest
   */
  public MemoryHistory(long limit) {
    this.limit = limit;
  }

  @Override
  public synchronized void add(HistoryEntry entry) {
    if (entries.size() > limit) {
      entries.remove(entries.keySet().iterator().next());
    }
    entries.put(entry.prompt().id(), entry);
  }

  @Override
  public synchronized Optional<HistoryEntry> find(PromptId id) {
    return Optional.ofNullable(entries.get(id));
  }

  @Override
  public synchronized Optional<HistoryEntry> open(PromptId id) {
    return find(id);
  }

  @Override
  public synchronized Iterator<HistoryEntry> entries(int offset, int maxItems) {
    int size = entries.size();
    int from = offset >= 0 ? offset : maxItems < 0 ? 0 : Math.max(0, size - maxItems);
    List<HistoryEntry> all = new ArrayList<>(entries.values());
    if (from >= size) {
      return Collections.emptyIterator();
    }
    int to = maxItems < 0 ? size : (int) Math.min(size, (long) from + maxItems);
    return all.subList(from, to).iterator();
  }

  @Override
  public synchronized Page page(HistoryQuery query, int offset, int most) {
    List<HistoryEntry> wanted =
        entries.values().stream().filter(query::matches).sorted(query.order()).toList();
    int from = Math.min(offset, wanted.size());
    int to = (int) Math.min(wanted.size(), (long) from + most);
    return new Page(wanted.subList(from, to).iterator(), wanted.size());
  }

  @Override
  public synchronized void delete(PromptId id) {
    entries.remove(id);
  }

  @Override
  public synchronized void clear() {
    entries.clear();
  }

  @Override
  public synchronized int size() {
    return entries.size();
  }

  @Override
  public synchronized int expire(long epochMillis) {
    int before = entries.size();
    entries.values().removeIf(entry -> endOf(entry) < epochMillis);
    return before - entries.size();
  }

  private static long endOf(HistoryEntry entry) {
    Long end = entry.endedAt();
    return end == null ? entry.prompt().createdAt() : end;
  }
}

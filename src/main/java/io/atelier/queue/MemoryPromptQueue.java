package io.atelier.queue;

import io.atelier.prompt.PromptId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A queue in memory, lost with the server. */
public final class MemoryPromptQueue implements PromptQueue {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition added = lock.newCondition();
  private final AtomicLong counter = new AtomicLong();
  private final TreeSet<Waiting> waiting = new TreeSet<>();
  private final Map<Long, QueuedPrompt> running = new LinkedHashMap<>();
  private final Set<PromptId> ids = new HashSet<>();
  private final History history;
  private long arrivals;

  /**
   * @param history of the prompts that have left the queue, each of which is there before it leaves
   */
  public MemoryPromptQueue(History history) {
    this.history = history;
  }

  /** A waiting prompt; arrival tells prompts of equal number and id apart. */
  private record Waiting(QueuedPrompt prompt, long arrival) implements Comparable<Waiting> {
    @Override
    public int compareTo(Waiting other) {
      int order = QueuedPrompt.ORDER.compare(prompt, other.prompt);
      return order == 0 ? Long.compare(arrival, other.arrival) : order;
    }
  }

  @Override
  public long nextNumber() {
    return counter.getAndIncrement();
  }

  @Override
  public void add(QueuedPrompt prompt) {
    lock.lock();
    try {
      PromptId id = prompt.id();
      if (ids.contains(id) || history.find(id).isPresent()) {
        throw new PromptIdTakenException(id);
      }
      ids.add(id);
      waiting.add(new Waiting(prompt, arrivals++));
      added.signal();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Optional<QueuedPrompt> take(Duration timeout) throws InterruptedException {
    long left = timeout.toNanos();
    lock.lockInterruptibly();
    try {
      while (waiting.isEmpty()) {
        if (left <= 0) {
          return Optional.empty();
        }
        left = added.awaitNanos(left);
      }
      Waiting first = waiting.first();
      waiting.remove(first);
      running.put(first.arrival(), first.prompt());
      return Optional.of(first.prompt());
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void finish(QueuedPrompt prompt) {
    lock.lock();
    try {
      running
          .values()
          .removeIf(p -> p.id().equals(prompt.id()) && p.number().equals(prompt.number()));
      ids.remove(prompt.id());
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean delete(PromptId id) {
    lock.lock();
    try {
      for (Iterator<Waiting> each = waiting.iterator(); each.hasNext(); ) {
        if (each.next().prompt().id().equals(id)) {
          each.remove();
          ids.remove(id);
          return true;
        }
      }
      return false;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void clear() {
    lock.lock();
    try {
      waiting.forEach(w -> ids.remove(w.prompt().id()));
      waiting.clear();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Snapshot snapshot() {
    lock.lock();
    try {
      List<QueuedPrompt> pending = new ArrayList<>(waiting.size());
      waiting.forEach(w -> pending.add(w.prompt()));
      return new Snapshot(List.copyOf(running.values()), pending);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Lengths lengths() {
    lock.lock();
    try {
      long oldest = waiting.stream().mapToLong(w -> w.prompt().createdAt()).min().orElse(0);
      return new Lengths(waiting.size(), running.size(), oldest);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int remaining() {
    lock.lock();
    try {
      return waiting.size() + running.size();
    } finally {
      lock.unlock();
    }
  }
}

package io.atelier.rest;

import io.atelier.queue.KeptEntry;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Live and finished jobs in one order; of equal ones the live come first. */
final class MergedJobs implements Iterator<Job> {
  private final Comparator<Job> order;
  private final Iterator<Job> live;
  private final Iterator<? extends KeptEntry> finished;
  private @Nullable Job nextLive;
  private @Nullable Job nextFinished;

  /**
   * Two lists made one while it is read.
   *
   * @param finished in the order, fetched as they are asked for
   */
  MergedJobs(Comparator<Job> order, List<Job> live, Iterator<? extends KeptEntry> finished) {
    this.order = order;
    this.live = live.stream().sorted(order).iterator();
    this.finished = finished;
  }

  private void look() {
    if (nextLive == null && live.hasNext()) {
      nextLive = live.next();
    }
    if (nextFinished == null && finished.hasNext()) {
      nextFinished = Job.finished(finished.next());
    }
  }

  @Override
  public boolean hasNext() {
    look();
    return nextLive != null || nextFinished != null;
  }

  @Override
  public Job next() {
    look();
    Job first = nextLive;
    Job second = nextFinished;
    if (first != null && (second == null || order.compare(first, second) <= 0)) {
      nextLive = null;
      return first;
    }
    if (second == null) {
      throw new NoSuchElementException();
    }
    nextFinished = null;
    return second;
  }
}

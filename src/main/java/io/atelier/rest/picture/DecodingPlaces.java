package io.atelier.rest.picture;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Places for the decoding of pictures of strangers. So many pictures are decoded at a time, so many
 * requests wait for that long; all others are sent away at once. Hence such pictures never occupy
 * the threads that the rest of the server answers with, and a client that is gone blocks its place
 * in the row for that long at most.
 */
final class DecodingPlaces {
  private final Semaphore places;
  private final Semaphore row;
  private final Duration patience;

  /**
   * Places and a row before them.
   *
   * @param patience how long a request waits for a place
   */
  DecodingPlaces(int places, int waiting, Duration patience) {
    this.places = new Semaphore(places, true);
    this.row = new Semaphore(places + waiting);
    this.patience = patience;
  }

  /** What is done in a place. */
  @FunctionalInterface
  interface Work<T> {
    T get() throws IOException;
  }

  /**
   * Does the work once there is a place.
   *
   * @throws PictureRefusal when the row is full or takes too long
   */
  <T> T use(Work<T> work) throws IOException {
    if (!row.tryAcquire()) {
      throw PictureRefusal.busy();
    }
    try {
      if (!places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw PictureRefusal.busy();
      }
      try {
        return work.get();
      } finally {
        places.release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw PictureRefusal.busy();
    } finally {
      row.release();
    }
  }
}

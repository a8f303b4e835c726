package io.atelier.wire;

import io.atelier.queue.KeptEntry;

/**
 * A finished prompt whose parts are kept in the classic form: they can be copied to a client
 * without being read.
 */
public interface CopiedEntry extends KeptEntry {
  /** See {@link HistoryJson#shown}. */
  Object shown();

  /** See {@link HistoryJson#details}. */
  EntryDetails details();
}

package io.atelier.persistence.history;

import io.atelier.json.JsonSource;
import io.atelier.persistence.document.PromptCopy;
import io.atelier.persistence.document.PromptDocument;
import io.atelier.persistence.document.PromptFacts;
import io.atelier.persistence.document.ResultCopy;
import io.atelier.persistence.document.ResultDocument;
import io.atelier.persistence.document.StoredDocument;
import io.atelier.prompt.PromptId;
import io.atelier.queue.HistoryEntry;
import io.atelier.queue.Requester;
import io.atelier.wire.CopiedEntry;
import io.atelier.wire.EntryDetails;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * A row of the history.
 *
 * @param createdAt in epoch milliseconds
 * @param duration in milliseconds
 */
record StoredEntry(
    PromptId id,
    Requester requester,
    long createdAt,
    long duration,
    StoredDocument prompt,
    ResultCopy result)
    implements CopiedEntry {

  /**
   * The entry of a row.
   *
   * @param serverStart in epoch milliseconds; what ended before may name files that are gone
   */
  static StoredEntry of(
      HistoryRow row, StoredDocument prompt, StoredDocument result, long serverStart) {
    try {
      PromptId id = PromptFacts.idOf(prompt.open());
      ResultCopy copy = new ResultCopy(result, row.endedAt() <= serverStart);
      return new StoredEntry(id, row.requester(), row.createdAt(), row.duration(), prompt, copy);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public HistoryEntry read() {
    return new HistoryEntry(
        prompt.read(document -> PromptDocument.read(document, requester)),
        result.document().read(ResultDocument::read));
  }

  @Override
  public Object shown() {
    return (JsonSource) this::writeShown;
  }

  private void writeShown(OutputStream out) throws IOException {
    out.write("{\"prompt\":".getBytes(StandardCharsets.US_ASCII));
    PromptCopy.writeShown(prompt.open(), null, out);
    result.writeMembers(out);
    out.write('}');
  }

  @Override
  public EntryDetails details() {
    return new EntryDetails(
        (JsonSource) result::writeOutputs,
        (JsonSource) result::writeStatus,
        (JsonSource) out -> PromptCopy.writeSource(prompt.open(), out));
  }
}

package io.atelier.persistence.queue;

import io.atelier.json.JsonSource;
import io.atelier.persistence.database.Database;
import io.atelier.persistence.document.PromptCopy;
import io.atelier.persistence.document.PromptDocument;
import io.atelier.persistence.document.PromptFacts;
import io.atelier.persistence.document.StoredDocument;
import io.atelier.persistence.document.StoredDocument.Place;
import io.atelier.prompt.PromptId;
import io.atelier.queue.QueuedPrompt;
import io.atelier.queue.Requester;
import io.atelier.wire.CopiedPrompt;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A row of the queue whose document is fetched when it is written. */
record StoredPrompt(Database database, Place place, Requester requester, PromptFacts facts)
    implements CopiedPrompt {
  @Override
  public PromptId id() {
    return facts.id();
  }

  @Override
  public Number number() {
    return facts.number();
  }

  @Override
  public long createdAt() {
    return facts.createdAt();
  }

  @Override
  public @Nullable String workflowId() {
    return facts.workflowId();
  }

  @Override
  public Optional<QueuedPrompt> read() {
    return StoredDocument.find(database, place)
        .map(
            document ->
                document
                    .read(bytes -> PromptDocument.read(bytes, requester))
                    .at(facts.number().doubleValue()));
  }

  @Override
  public Optional<Object> shown() {
    return StoredDocument.find(database, place)
        .map(
            document ->
                (JsonSource) out -> PromptCopy.writeShown(document.open(), facts.number(), out));
  }

  @Override
  public Optional<Object> source() {
    return StoredDocument.find(database, place)
        .map(document -> (JsonSource) out -> PromptCopy.writeSource(document.open(), out));
  }
}

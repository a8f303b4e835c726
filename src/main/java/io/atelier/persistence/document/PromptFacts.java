package io.atelier.persistence.document;

import io.atelier.json.JsonPassage;
import io.atelier.prompt.PromptId;
import io.atelier.queue.QueuedPrompt;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What lists show of a queued prompt.
 *
 * @param createdAt in epoch milliseconds
 * @param workflowId null for a prompt that was made of none
 */
public record PromptFacts(Number number, PromptId id, long createdAt, @Nullable String workflowId) {
  /** Where the extra data has it. */
  private static final List<String> WORKFLOW_ID = List.of("extra_pnginfo", "workflow", "id");

  /** The facts of a prompt that is at hand. */
  public static PromptFacts of(QueuedPrompt prompt) {
    return new PromptFacts(prompt.number(), prompt.id(), prompt.createdAt(), prompt.workflowId());
  }

  /** Finds them in a document without building the rest. */
  public static PromptFacts read(InputStream document) throws IOException {
    JsonPassage passage = new JsonPassage(document);
    Number number = 0;
    String id = "";
    long createdAt = 0;
    String workflowId = null;
    passage.enter();
    for (String name = passage.member(); name != null; name = passage.member()) {
      switch (name) {
        case "number" -> number = (Number) PromptDocument.required(name, passage.value());
        case "id" -> id = (String) PromptDocument.required(name, passage.value());
        case "created_at" -> createdAt = (Long) PromptDocument.required(name, passage.value());
        case "extra_data" -> workflowId = text(passage, WORKFLOW_ID);
        default -> passage.skip();
      }
    }
    return new PromptFacts(number, new PromptId(id), createdAt, workflowId);
  }

  /** The id, which a document begins with. */
  public static PromptId idOf(InputStream document) throws IOException {
    JsonPassage passage = new JsonPassage(document);
    passage.enter();
    for (String name = passage.member(); name != null; name = passage.member()) {
      if (name.equals("id")) {
        return new PromptId((String) PromptDocument.required(name, passage.value()));
      }
      passage.skip();
    }
    throw new IllegalStateException("a stored document lacks id");
  }

  /** The text at the end of a path of members; null where there is none. The last one counts. */
  private static @Nullable String text(JsonPassage object, List<String> path) throws IOException {
    String found = null;
    object.enter();
    for (String name = object.member(); name != null; name = object.member()) {
      if (!name.equals(path.get(0))) {
        object.skip();
      } else if (path.size() == 1) {
        found = object.value() instanceof String text ? text : found;
      } else if (object.isAtObject()) {
        found = text(object, path.subList(1, path.size()));
      } else {
        object.skip();
      }
    }
    return found;
  }

  /** The same prompt at another place of the queue. */
  public PromptFacts at(double place) {
    return number.doubleValue() == place ? this : new PromptFacts(place, id, createdAt, workflowId);
  }
}

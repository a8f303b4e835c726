package io.atelier.persistence.document;

import io.atelier.json.JsonPassage;
import io.atelier.prompt.PromptId;
import io.atelier.queue.QueuedPrompt;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * What lists show of a queued prompt.
 *
 * @param createdAt in epoch milliseconds
 * @param workflowId null for a prompt that was made of none
 */
public record PromptFacts(Number number, PromptId id, long createdAt, @Nullable String workflowId) {
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
        case "extra_data" -> workflowId = workflowId(passage);
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

  private static @Nullable String workflowId(JsonPassage extraData) throws IOException {
    String found = null;
    extraData.enter();
    for (String name = extraData.member(); name != null; name = extraData.member()) {
      if (name.equals("extra_pnginfo") && extraData.isAtObject()) {
        found = idWithin(extraData);
      } else {
        extraData.skip();
      }
    }
    return found;
  }

  private static @Nullable String idWithin(JsonPassage pictureInfo) throws IOException {
    String found = null;
    pictureInfo.enter();
    for (String name = pictureInfo.member(); name != null; name = pictureInfo.member()) {
      if (name.equals("workflow") && pictureInfo.isAtObject()) {
        found = id(pictureInfo);
      } else {
        pictureInfo.skip();
      }
    }
    return found;
  }

  private static @Nullable String id(JsonPassage workflow) throws IOException {
    String found = null;
    workflow.enter();
    for (String name = workflow.member(); name != null; name = workflow.member()) {
      if (name.equals("id") && workflow.value() instanceof String id) {
        found = id;
      } else if (!name.equals("id")) {
        workflow.skip();
      }
    }
    return found;
  }

  /** The same prompt at another place of the queue. */
  public PromptFacts at(double place) {
    return number.doubleValue() == place ? this : new PromptFacts(place, id, createdAt, workflowId);
  }
}

package io.atelier.rest;

import io.atelier.prompt.PromptId;
import io.atelier.rest.http.UnreadableRequestException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a client wants gone from the queue or the history: everything, or some prompts. */
record Deletion(boolean clear, List<PromptId> ids) {

  static Deletion of(Map<String, @Nullable Object> json) {
    List<PromptId> ids = new ArrayList<>();
    if (json.containsKey("delete")) {
      if (!(json.get("delete") instanceof List<?> given)) {
        throw new UnreadableRequestException("delete is not a list");
      }
      given.forEach(id -> ids.add(new PromptId(String.valueOf(id))));
    }
    return new Deletion(Boolean.TRUE.equals(json.get("clear")), ids);
  }
}

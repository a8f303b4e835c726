package io.atelier.wire;

import io.atelier.json.JsonObject;
import io.atelier.node.NodeId;
import io.atelier.queue.KeptPrompt;
import io.atelier.queue.QueuedPrompt;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Prompts of the queue as JSON. */
public final class PromptJson {
  private PromptJson() {}

  /** The five-element array that the queue shows; empty when the prompt has just gone. */
  public static Optional<Object> shown(KeptPrompt prompt) {
    return prompt instanceof CopiedPrompt copied
        ? copied.shown()
        : prompt.read().map(PromptJson::array);
  }

  /** Graph and extra data, as jobs show them; empty when the prompt has just gone. */
  public static Optional<Object> source(KeptPrompt prompt) {
    return prompt instanceof CopiedPrompt copied
        ? copied.source()
        : prompt.read().map(PromptJson::sourceOf);
  }

  /** The five-element array that queue and history show. */
  static List<Object> array(QueuedPrompt prompt) {
    return List.of(
        prompt.number(),
        prompt.id().value(),
        prompt.prompt().toJson(),
        prompt.extraData().shown(),
        prompt.outputs().stream().map(NodeId::value).toList());
  }

  static Map<String, @Nullable Object> sourceOf(QueuedPrompt prompt) {
    return JsonObject.with("prompt", prompt.prompt().toJson())
        .and("extra_data", prompt.extraData().shown())
        .map();
  }
}

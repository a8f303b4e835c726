package io.atelier.persistence.document;

import io.atelier.json.Json;
import io.atelier.json.JsonObject;
import io.atelier.log.TraceContext;
import io.atelier.node.NodeId;
import io.atelier.prompt.ExtraData;
import io.atelier.prompt.Prompt;
import io.atelier.prompt.PromptId;
import io.atelier.queue.QueuedPrompt;
import io.atelier.queue.Requester;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A queued prompt as it is stored: JSON in ASCII that keeps NaN, order and whole numbers. Secrets
 * of its extra data are left out.
 */
public final class PromptDocument {
  private PromptDocument() {}

  /** The document of a prompt. */
  public static byte[] write(QueuedPrompt prompt) {
    return bytes(
        JsonObject.with("id", prompt.id().value())
            .and("number", prompt.number())
            .and("prompt", prompt.prompt().toJson())
            .and("extra_data", prompt.extraData().shown())
            .and("outputs", prompt.outputs().stream().map(NodeId::value).toList())
            .and("created_at", prompt.createdAt())
            .and("traceparent", prompt.trace().header())
            .map());
  }

  /**
   * The prompt of a document, without secrets.
   *
   * @param requester who asked for it, which the row tells
   * @throws IllegalStateException when it is none
   */
  @SuppressWarnings("unchecked")
  public static QueuedPrompt read(byte[] document, Requester requester) {
    Map<String, @Nullable Object> json = object(Json.parse(document));
    return new QueuedPrompt(
        (Number) required(json, "number"),
        new PromptId((String) required(json, "id")),
        Prompt.fromJson(json.get("prompt")),
        ExtraData.of(object(json.get("extra_data"))),
        ((List<String>) required(json, "outputs")).stream().map(NodeId::new).toList(),
        requester,
        (Long) required(json, "created_at"),
        trace(json.get("traceparent")));
  }

  /** Documents of older servers have none. */
  private static TraceContext trace(@Nullable Object header) {
    return header instanceof String text
        ? TraceContext.parse(text).orElseGet(TraceContext::begin)
        : TraceContext.begin();
  }

  static byte[] bytes(Map<String, @Nullable Object> json) {
    return Json.writeAsPython(json).getBytes(StandardCharsets.US_ASCII);
  }

  @SuppressWarnings("unchecked")
  static Map<String, @Nullable Object> object(@Nullable Object json) {
    if (json instanceof Map<?, ?> map) {
      return (Map<String, @Nullable Object>) map;
    }
    throw new IllegalStateException("a stored document has no object where one belongs");
  }

  static Object required(Map<String, ? extends @Nullable Object> json, String key) {
    return required(key, json.get(key));
  }

  static Object required(String key, @Nullable Object value) {
    if (value == null) {
      throw new IllegalStateException("a stored document lacks " + key);
    }
    return value;
  }
}

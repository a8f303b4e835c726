package io.atelier.persistence.document;

import static io.atelier.persistence.document.PromptDocument.object;
import static io.atelier.persistence.document.PromptDocument.required;

import io.atelier.execution.ExecutionResult;
import io.atelier.json.Json;
import io.atelier.json.JsonObject;
import io.atelier.message.Audience;
import io.atelier.message.Message;
import io.atelier.message.NodeIdentity;
import io.atelier.node.NodeId;
import io.atelier.wire.MessageJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a prompt ended, as it is stored: JSON of the same kind as {@link PromptDocument}. */
public final class ResultDocument {
  private ResultDocument() {}

  /** The document of a result. */
  public static byte[] write(ExecutionResult result) {
    JsonObject outputs = JsonObject.empty();
    result.outputs().forEach((node, ui) -> outputs.and(node.value(), ui));
    List<Object> identities = new ArrayList<>();
    result.identities().values().forEach(identity -> identities.add(names(identity)));
    return PromptDocument.bytes(
        JsonObject.with("status", result.status().name())
            .and("outputs", outputs.map())
            .and("identities", identities)
            .and("messages", result.messages().stream().map(MessageJson::pair).toList())
            .and("closing", MessageJson.pair(result.closing()))
            .map());
  }

  private static Map<String, @Nullable Object> names(NodeIdentity identity) {
    NodeId parent = identity.parent();
    return JsonObject.with("id", identity.id().value())
        .and("display", identity.display().value())
        .and("parent", parent == null ? null : parent.value())
        .and("real", identity.real().value())
        .map();
  }

  /**
   * The result of a document; nobody is to be told of it.
   *
   * @throws IllegalStateException when it is none
   */
  public static ExecutionResult read(byte[] document) {
    Map<String, @Nullable Object> json = object(Json.parse(document));
    List<Message> messages = new ArrayList<>();
    for (Object pair : (List<?>) required(json, "messages")) {
      messages.add(StoredMessages.read(pair));
    }
    return new ExecutionResult(
        ExecutionResult.Status.valueOf((String) required(json, "status")),
        outputs(object(json.get("outputs"))),
        identities((List<?>) required(json, "identities")),
        messages,
        StoredMessages.read(required(json, "closing")),
        Audience.NOBODY);
  }

  @SuppressWarnings("unchecked")
  private static Map<NodeId, Map<String, List<Object>>> outputs(
      Map<String, @Nullable Object> json) {
    Map<NodeId, Map<String, List<Object>>> outputs = new LinkedHashMap<>();
    json.forEach((node, ui) -> outputs.put(new NodeId(node), (Map<String, List<Object>>) ui));
    return outputs;
  }

  private static Map<NodeId, NodeIdentity> identities(List<?> json) {
    Map<NodeId, NodeIdentity> identities = new LinkedHashMap<>();
    for (Object each : json) {
      NodeIdentity identity = identity(each);
      identities.put(identity.id(), identity);
    }
    return identities;
  }

  /** The names of a node, from their stored form. */
  static NodeIdentity identity(@Nullable Object stored) {
    Map<String, @Nullable Object> names = object(stored);
    NodeId parent = names.get("parent") instanceof String p ? new NodeId(p) : null;
    return new NodeIdentity(
        new NodeId((String) required(names, "id")),
        new NodeId((String) required(names, "display")),
        parent,
        new NodeId((String) required(names, "real")));
  }
}

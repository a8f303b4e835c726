package io.atelier.persistence.document;

import io.atelier.execution.ExecutionResult;
import io.atelier.json.Json;
import io.atelier.json.JsonObject;
import io.atelier.json.JsonPassage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Stored results in the forms that clients see, copied from their documents.
 *
 * @param document of the result
 * @param isTempGone whether its files in the temp folder are gone
 */
public record ResultCopy(StoredDocument document, boolean isTempGone) {

  /** Writes something of a member of the document. */
  @FunctionalInterface
  private interface Member {
    /** Whether it has read the member, which else is passed over. */
    boolean write(String name, JsonPassage passage, boolean succeeded) throws IOException;
  }

  /** Goes through the members; that of how execution ended comes before those of messages. */
  private void walk(Member member) throws IOException {
    JsonPassage passage = new JsonPassage(document.open());
    boolean succeeded = false;
    passage.enter();
    for (String name = passage.member(); name != null; name = passage.member()) {
      if (name.equals("status")) {
        succeeded = ExecutionResult.Status.SUCCEEDED.name().equals(passage.value());
      } else if (!member.write(name, passage, succeeded)) {
        passage.skip();
      }
    }
  }

  /** The members of a history entry that follow its prompt, each with a comma before it. */
  public void writeMembers(OutputStream out) throws IOException {
    walk(
        (name, passage, succeeded) -> {
          switch (name) {
            case "outputs" -> {
              ascii(out, ",\"outputs\":");
              copyOutputs(passage, out);
            }
            case "identities" -> {
              ascii(out, ",\"meta\":");
              writeMeta(passage, out);
            }
            case "messages" -> {
              ascii(out, ",\"status\":");
              writeStatus(passage, succeeded, out);
            }
            default -> {
              return false;
            }
          }
          return true;
        });
  }

  /** What nodes had to show, by node. */
  public void writeOutputs(OutputStream out) throws IOException {
    walk(
        (name, passage, succeeded) -> {
          boolean isWanted = name.equals("outputs");
          if (isWanted) {
            copyOutputs(passage, out);
          }
          return isWanted;
        });
  }

  private void copyOutputs(JsonPassage passage, OutputStream out) throws IOException {
    if (isTempGone) {
      Json.write(GoneFiles.marked(passage.value()), out);
    } else {
      passage.copy(out);
    }
  }

  /** How execution ended. */
  public void writeStatus(OutputStream out) throws IOException {
    walk(
        (name, passage, succeeded) -> {
          boolean isWanted = name.equals("messages");
          if (isWanted) {
            writeStatus(passage, succeeded, out);
          }
          return isWanted;
        });
  }

  private static void writeStatus(JsonPassage messages, boolean succeeded, OutputStream out)
      throws IOException {
    String word = succeeded ? "success" : "error";
    ascii(out, "{\"status_str\":\"" + word + "\",\"completed\":" + succeeded + ",\"messages\":");
    messages.copy(out);
    out.write('}');
  }

  private static void writeMeta(JsonPassage identities, OutputStream out) throws IOException {
    String before = "{";
    identities.enter();
    while (identities.element()) {
      Map<String, @Nullable Object> names = PromptDocument.object(identities.value());
      JsonObject meta =
          JsonObject.with("node_id", names.get("id"))
              .and("display_node", names.get("display"))
              .and("parent_node", names.get("parent"))
              .and("real_node_id", names.get("real"));
      ascii(out, before);
      Json.write(names.get("id"), out);
      out.write(':');
      Json.write(meta.map(), out);
      before = ",";
    }
    ascii(out, before.equals("{") ? "{}" : "}");
  }

  private static void ascii(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.US_ASCII));
  }
}

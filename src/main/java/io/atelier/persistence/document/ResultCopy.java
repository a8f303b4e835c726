package io.atelier.persistence.document;

import io.atelier.execution.ExecutionResult;
import io.atelier.json.Json;
import io.atelier.json.JsonPassage;
import io.atelier.json.JsonSource;
import io.atelier.message.NodeIdentity;
import io.atelier.wire.HistoryJson;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Stored results in the forms that clients see, copied from their documents.
 *
 * @param document of the result
 * @param isTempGone whether its files in the temp folder are gone
 */
public record ResultCopy(StoredDocument document, boolean isTempGone) {

  /** Is given the parts of a result, in the order in which they are kept. */
  private interface Parts {
    /** One part; its value has to be written before this returns. */
    void part(String name, @Nullable Object value) throws IOException;
  }

  /** The members of a history entry that follow its prompt, each with a comma before it. */
  public void writeMembers(OutputStream out) throws IOException {
    walk(
        name -> true,
        (name, value) -> {
          out.write(",\"%s\":".formatted(name).getBytes(StandardCharsets.US_ASCII));
          Json.write(value, out);
        });
  }

  /** What nodes had to show, by node. */
  public void writeOutputs(OutputStream out) throws IOException {
    walk("outputs"::equals, (name, value) -> Json.write(value, out));
  }

  /** How execution ended. */
  public void writeStatus(OutputStream out) throws IOException {
    walk("status"::equals, (name, value) -> Json.write(value, out));
  }

  /** Goes through the document once; parts that are not wanted are stepped over. */
  private void walk(Predicate<String> wanted, Parts parts) throws IOException {
    JsonPassage passage = new JsonPassage(document.open());
    boolean succeeded = false;
    passage.enter();
    for (String name = passage.member(); name != null; name = passage.member()) {
      if (name.equals("status")) {
        succeeded = ExecutionResult.Status.SUCCEEDED.name().equals(passage.value());
      } else if (name.equals("outputs") && wanted.test("outputs")) {
        parts.part("outputs", outputs(passage));
      } else if (name.equals("identities") && wanted.test("meta")) {
        parts.part("meta", (JsonSource) out -> writeMeta(passage, out));
      } else if (name.equals("messages") && wanted.test("status")) {
        parts.part("status", HistoryJson.status(succeeded, (JsonSource) passage::copy));
      } else {
        passage.skip();
      }
    }
  }

  private @Nullable Object outputs(JsonPassage passage) throws IOException {
    return isTempGone ? GoneFiles.marked(passage.value()) : (JsonSource) passage::copy;
  }

  private static void writeMeta(JsonPassage identities, OutputStream out) throws IOException {
    char before = '{';
    identities.enter();
    while (identities.element()) {
      NodeIdentity identity = ResultDocument.identity(identities.value());
      out.write(before);
      Json.write(identity.id().value(), out);
      out.write(':');
      Json.write(HistoryJson.names(identity), out);
      before = ',';
    }
    if (before == '{') {
      out.write(before);
    }
    out.write('}');
  }
}

package io.atelier.persistence.document;

import io.atelier.json.Json;
import io.atelier.json.JsonPassage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Stored prompts in the forms that clients see, copied from their documents. */
public final class PromptCopy {
  private PromptCopy() {}

  /**
   * The five-element array that queue and history show.
   *
   * @param number what it says in place of the stored one; null for that one
   */
  public static void writeShown(InputStream document, @Nullable Number number, OutputStream out)
      throws IOException {
    JsonPassage passage = new JsonPassage(document);
    Object id = "";
    passage.enter();
    for (String name = passage.member(); name != null; name = passage.member()) {
      switch (name) {
        case "id" -> id = passage.value();
        case "number" -> {
          Object stored = passage.value();
          out.write('[');
          Json.write(number == null ? stored : number, out);
          out.write(',');
          Json.write(id, out);
        }
        case "prompt", "extra_data", "outputs" -> {
          out.write(',');
          passage.copy(out);
        }
        default -> passage.skip();
      }
    }
    out.write(']');
  }

  /** The graph and the extra data as members of an object. */
  public static void writeSource(InputStream document, OutputStream out) throws IOException {
    JsonPassage passage = new JsonPassage(document);
    String before = "{";
    passage.enter();
    for (String name = passage.member(); name != null; name = passage.member()) {
      if (name.equals("prompt") || name.equals("extra_data")) {
        out.write((before + '"' + name + "\":").getBytes(StandardCharsets.US_ASCII));
        passage.copy(out);
        before = ",";
      } else {
        passage.skip();
      }
    }
    out.write('}');
  }
}

package io.atelier.json;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A way through one JSON document from front to back that copies parts of it instead of building
 * them, at the cost of two small buffers whatever the length of document and strings.
 *
 * <p>The document must be well-formed UTF-8 of our own making: nothing is checked that {@link
 * Json#writeForFiles} and its kin guarantee.
 */
public final class JsonPassage {
  private static final int BUFFER_BYTES = 4096;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private final Copy copy = new Copy();
  private int at;
  private int end;

  /** Begins at the start of a document; the stream stays open. */
  public JsonPassage(InputStream in) {
    this.in = in;
  }

  /** Steps into the object or the array that comes next. */
  public void enter() throws IOException {
    int bracket = token();
    if (bracket != '{' && bracket != '[') {
      throw new IOException("no object or array where a stored document has one");
    }
    at++;
  }

  /** The name of the next member of the object; null at its end, which is then behind. */
  public @Nullable String member() throws IOException {
    if (!element()) {
      return null;
    }
    String name = (String) value();
    token();
    at++;
    return name;
  }

  /** Whether the array has another element, which comes next; its end is then behind. */
  public boolean element() throws IOException {
    int next = token();
    if (next == ',') {
      at++;
      next = token();
    }
    if (next == '}' || next == ']') {
      at++;
      return false;
    }
    return true;
  }

  /** Whether the value that comes next is an object. */
  public boolean isAtObject() throws IOException {
    return token() == '{';
  }

  /** Reads the value that comes next; NaN and infinities are null. */
  public @Nullable Object value() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    copy(bytes);
    byte[] json = bytes.toByteArray();
    return isPlainText(json)
        ? new String(json, 1, json.length - 2, StandardCharsets.UTF_8)
        : Json.parse(json);
  }

  /**
   * Whether it is a string without escapes, as names of members are, for which no parser is made.
   */
  private static boolean isPlainText(byte[] json) {
    if (json[0] != '"') {
      return false;
    }
    for (byte b : json) {
      if (b == '\\') {
        return false;
      }
    }
    return true;
  }

  /** Steps over the value that comes next. */
  public void skip() throws IOException {
    pass(null);
  }

  /** Copies the value that comes next, compactly; NaN and infinities become null. */
  public void copy(OutputStream target) throws IOException {
    pass(target);
  }

  private void pass(@Nullable OutputStream target) throws IOException {
    Copy out = copy.to(target);
    int depth = 0;
    do {
      int next = token();
      switch (next) {
        case '"' -> string(out);
        case '{', '[' -> depth += bracket(out, 1);
        case '}', ']' -> depth += bracket(out, -1);
        case ',', ':' -> bracket(out, 0);
        default -> literal(out);
      }
    } while (depth > 0);
    out.flush();
  }

  private int bracket(Copy out, int change) throws IOException {
    out.put(buffer[at++]);
    return change;
  }

  private void string(Copy out) throws IOException {
    out.put(buffer[at++]);
    boolean escaped = false;
    while (true) {
      if (!filled()) {
        throw new IOException("a stored document breaks off");
      }
      int start = at;
      boolean closed = false;
      while (at < end && !closed) {
        byte b = buffer[at++];
        closed = b == '"' && !escaped;
        escaped = b == '\\' && !escaped;
      }
      out.put(buffer, start, at - start);
      if (closed) {
        return;
      }
    }
  }

  /** A number or a word. Words that begin with capitals are the numbers that JSON has not. */
  private void literal(Copy out) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    while (filled() && isOfLiteral(buffer[at])) {
      bytes.write(buffer[at++]);
    }
    if (bytes.size() == 0) {
      throw new IOException("no value where a stored document has one");
    }
    byte[] text = bytes.toByteArray();
    boolean foreign = Character.isUpperCase(text[0]) || (text.length > 1 && text[1] == 'I');
    byte[] shown = foreign ? new byte[] {'n', 'u', 'l', 'l'} : text;
    out.put(shown, 0, shown.length);
  }

  private static boolean isOfLiteral(byte b) {
    return b > ' ' && b != ',' && b != ':' && b != '}' && b != ']';
  }

  /** The first byte of the next token, which is not yet behind. */
  private int token() throws IOException {
    while (filled()) {
      if (buffer[at] > ' ') {
        return buffer[at];
      }
      at++;
    }
    throw new IOException("a stored document breaks off");
  }

  private boolean filled() throws IOException {
    if (at == end) {
      at = 0;
      end = Math.max(0, in.read(buffer));
    }
    return end > 0;
  }

  /** What is copied, gathered so that the target gets it in large portions; null for no target. */
  private static final class Copy {
    private final byte[] gathered = new byte[BUFFER_BYTES];
    private @Nullable OutputStream target;
    private int length;

    Copy to(@Nullable OutputStream next) {
      target = next;
      return this;
    }

    void put(byte b) throws IOException {
      if (length == gathered.length) {
        flush();
      }
      gathered[length++] = b;
    }

    void put(byte[] bytes, int from, int count) throws IOException {
      if (count > gathered.length - length) {
        flush();
      }
      System.arraycopy(bytes, from, gathered, length, count);
      length += count;
    }

    void flush() throws IOException {
      OutputStream out = target;
      if (out != null) {
        out.write(gathered, 0, length);
      }
      length = 0;
    }
  }
}

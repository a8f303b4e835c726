package io.atelier.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes plain values to a generator. */
final class JsonWriter {
  /** What stands for half a surrogate pair. */
  private static final int REPLACEMENT = 0xfffd;

  private JsonWriter() {}

  /** How numbers with a fraction are written. */
  enum Numbers {
    /** As JSON has it; null for what it has no word for. */
    STRICT,
    /** In Python's digits; null for what JSON has no word for. */
    PYTHON_FINITE,
    /** In Python's digits and words. */
    PYTHON
  }

  static void write(JsonGenerator out, @Nullable Object value, Numbers numbers) throws IOException {
    if (value == null) {
      out.writeNull();
    } else if (value instanceof String s) {
      out.writeString(numbers == Numbers.STRICT ? wholePairs(s) : s);
    } else if (value instanceof Boolean b) {
      out.writeBoolean(b);
    } else if (value instanceof Double || value instanceof Float) {
      writeDouble(out, ((Number) value).doubleValue(), numbers);
    } else if (value instanceof BigInteger i) {
      out.writeNumber(i);
    } else if (value instanceof BigDecimal d) {
      out.writeNumber(d);
    } else if (value instanceof Number n) {
      out.writeNumber(n.longValue());
    } else if (value instanceof Map<?, ?> map) {
      out.writeStartObject();
      for (Map.Entry<?, ?> member : map.entrySet()) {
        String name = String.valueOf(member.getKey());
        out.writeFieldName(numbers == Numbers.STRICT ? wholePairs(name) : name);
        write(out, member.getValue(), numbers);
      }
      out.writeEndObject();
    } else if (value instanceof Iterable<?> list) {
      out.writeStartArray();
      for (Object element : list) {
        write(out, element, numbers);
      }
      out.writeEndArray();
    } else if (value instanceof JsonSource source) {
      writeSource(out, source);
    } else {
      out.writeString(value.toString());
    }
  }

  /** The text with each surrogate that has no partner replaced. */
  private static String wholePairs(String text) {
    int at = 0;
    while (at < text.length() && !Character.isSurrogate(text.charAt(at))) {
      at++;
    }
    if (at == text.length()) {
      return text;
    }
    StringBuilder whole = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? REPLACEMENT : c)
        .forEach(whole::appendCodePoint);
    return whole.toString();
  }

  /** What the generator holds back goes first, so that the source can write behind it. */
  private static void writeSource(JsonGenerator out, JsonSource source) throws IOException {
    if (out.getOutputTarget() instanceof OutputStream target) {
      out.writeRawValue("");
      out.flush();
      source.writeTo(target);
    } else {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      source.writeTo(bytes);
      out.writeRawValue(bytes.toString(StandardCharsets.UTF_8));
    }
  }

  private static void writeDouble(JsonGenerator out, double value, Numbers numbers)
      throws IOException {
    if (Double.isFinite(value) && numbers != Numbers.STRICT) {
      out.writeNumber(PythonText.floating(value));
    } else if (Double.isFinite(value)) {
      out.writeNumber(value);
    } else if (numbers != Numbers.PYTHON) {
      out.writeNull();
    } else if (Double.isNaN(value)) {
      out.writeRawValue("NaN");
    } else {
      out.writeRawValue(value > 0 ? "Infinity" : "-Infinity");
    }
  }

  /** Separators of Python's default JSON output. */
  static final class PythonSeparators extends MinimalPrettyPrinter {
    @Override
    public void writeObjectFieldValueSeparator(JsonGenerator g) throws IOException {
      g.writeRaw(": ");
    }

    @Override
    public void writeObjectEntrySeparator(JsonGenerator g) throws IOException {
      g.writeRaw(", ");
    }

    @Override
    public void writeArrayValueSeparator(JsonGenerator g) throws IOException {
      g.writeRaw(", ");
    }
  }
}

package io.atelier.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON documents as plain Java values.
 *
 * <p>An object is a {@link LinkedHashMap} in document order, an array an {@link ArrayList}, text a
 * {@link String}, an integer a {@link Long} or, beyond 64 bits, a {@link BigInteger}, any other
 * number a {@link Double}; {@code true}, {@code false} and {@code null} are themselves. The reader
 * also takes the bare {@code NaN}, {@code Infinity} and {@code -Infinity} that Python writes, and
 * bounds depth, number length, text length and the count of values, since its input is hostile.
 */
public final class Json {
  /** Deepest nesting of arrays and objects that is read. */
  public static final int MAX_DEPTH = 500;

  /** What stands for half a surrogate pair. */
  private static final int REPLACEMENT = 0xfffd;

  private static final int MAX_NUMBER_LENGTH = 1_000;
  private static final int MAX_TEXT_LENGTH = 100 * 1024 * 1024;
  private static final int MAX_NAME_LENGTH = 50_000;

  /**
   * Most values, names and brackets that one document may have: a bound for the memory that a small
   * body of empty lists would take. A workflow of 10,000 nodes has about 600,000.
   */
  public static final int MAX_TOKENS = 3_000_000;

  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(MAX_NUMBER_LENGTH)
                  .maxStringLength(MAX_TEXT_LENGTH)
                  .maxNameLength(MAX_NAME_LENGTH)
                  .maxTokenCount(MAX_TOKENS)
                  .build())
          .streamWriteConstraints(
              StreamWriteConstraints.builder().maxNestingDepth(MAX_DEPTH + 100).build())
          .build();

  /** For documents of our own making, which are exact and need no bounds. */
  private static final JsonFactory EXACT =
      new JsonFactoryBuilder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH + 100)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          .streamWriteConstraints(
              StreamWriteConstraints.builder().maxNestingDepth(MAX_DEPTH + 100).build())
          .build();

  private static final BigInteger LONG_MIN = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger LONG_MAX = BigInteger.valueOf(Long.MAX_VALUE);

  private Json() {}

  /**
   * Reads one document.
   *
   * @throws JsonSyntaxException when the text is not exactly one JSON value within the bounds
   */
  public static @Nullable Object parse(String text) {
    try (JsonParser parser = FACTORY.createParser(text)) {
      return document(parser);
    } catch (IOException e) {
      throw syntax(e);
    }
  }

  /**
   * Reads one document in UTF-8, or in another form of Unicode that its first bytes tell.
   *
   * @throws JsonSyntaxException when the bytes are not exactly one JSON value within the bounds
   */
  public static @Nullable Object parse(byte[] document) {
    UnicodeBytes text = UnicodeBytes.of(document);
    try (JsonParser parser = FACTORY.createParser(text.reader())) {
      return document(parser);
    } catch (IOException e) {
      throw text.fault(e);
    }
  }

  /**
   * Reads what {@link #writeExact} wrote: bounded in depth alone.
   *
   * @throws JsonSyntaxException when the bytes are not exactly one JSON value
   */
  public static @Nullable Object parseExact(byte[] utf8) {
    try (JsonParser parser = EXACT.createParser(utf8)) {
      return document(parser);
    } catch (IOException e) {
      throw syntax(e);
    }
  }

  private static JsonSyntaxException syntax(IOException e) {
    return new JsonSyntaxException(String.valueOf(e.getMessage()), 0, 0, e);
  }

  /** The fault with its own place, or the one where the parser stopped. */
  private static JsonSyntaxException syntax(JsonParser parser, JsonProcessingException fault) {
    JsonLocation own = fault.getLocation();
    JsonLocation place = own == null ? parser.currentLocation() : own;
    return new JsonSyntaxException(
        plain(String.valueOf(fault.getOriginalMessage())),
        place.getLineNr(),
        place.getColumnNr(),
        fault);
  }

  /** The parser's words without those that only a user of its library understands. */
  private static String plain(String message) {
    return message
        .replaceAll("\\[Source: [^;]*; line: (\\d+), column: (\\d+)]", "line $1, column $2")
        .replaceAll(", from `[^`]*`", "");
  }

  private static JsonSyntaxException syntax(JsonParser parser, String message) {
    JsonLocation place = parser.currentLocation();
    return new JsonSyntaxException(message, place.getLineNr(), place.getColumnNr(), null);
  }

  private static @Nullable Object document(JsonParser parser) throws IOException {
    try {
      return onlyValue(parser);
    } catch (JsonProcessingException e) {
      throw syntax(parser, e);
    }
  }

  private static @Nullable Object onlyValue(JsonParser parser) throws IOException {
    JsonToken first = parser.nextToken();
    if (first == null) {
      throw syntax(parser, "the document is empty");
    }
    Object value = value(parser, first);
    if (parser.nextToken() != null) {
      throw syntax(parser, "text after the end of the document");
    }
    return value;
  }

  private static @Nullable Object value(JsonParser parser, JsonToken token) throws IOException {
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT -> integer(parser);
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> throw syntax(parser, "unexpected " + token);
    };
  }

  private static Object integer(JsonParser parser) throws IOException {
    return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
        ? parser.getBigIntegerValue()
        : (Object) parser.getLongValue();
  }

  private static Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      members.put(name, value(parser, parser.nextToken()));
    }
    return members;
  }

  private static List<@Nullable Object> array(JsonParser parser) throws IOException {
    List<@Nullable Object> elements = new ArrayList<>();
    for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
      elements.add(value(parser, t));
    }
    return elements;
  }

  /** The integer as {@link Long} where it fits, else as {@link BigInteger}. */
  public static Number integer(BigInteger value) {
    boolean fits = value.compareTo(LONG_MIN) >= 0 && value.compareTo(LONG_MAX) <= 0;
    return fits ? (Number) value.longValue() : value;
  }

  /**
   * Compact JSON for clients; NaN and infinities become null, since browsers refuse them, and half
   * a surrogate pair, which UTF-8 cannot say, becomes the replacement character.
   */
  public static String write(@Nullable Object value) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(text)) {
      write(generator, value, Numbers.STRICT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** JSON for people to read: four spaces for each level; NaN and infinities become null. */
  public static byte[] writeIndented(@Nullable Object value) {
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentObjectsWith(new DefaultIndenter("    ", "\n"));
    printer.indentArraysWith(new DefaultIndenter("    ", "\n"));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator generator = FACTORY.createGenerator(bytes)) {
      generator.setPrettyPrinter(printer);
      write(generator, value, Numbers.STRICT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** {@link #write(Object)} as UTF-8 bytes. */
  public static byte[] writeBytes(@Nullable Object value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try {
      write(value, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** {@link #write(Object)} as UTF-8 into a stream, which stays open. */
  public static void write(@Nullable Object value, OutputStream out) throws IOException {
    if (value instanceof JsonSource source) {
      source.writeTo(out);
      return;
    }
    try (JsonGenerator generator = FACTORY.createGenerator(out)) {
      write(generator, value, Numbers.STRICT);
    }
  }

  /**
   * The form in which saved files carry their prompt: {@link #writeAsPython}, but null for what is
   * no JSON number, since readers of such files parse strictly.
   */
  public static String writeForFiles(@Nullable Object value) {
    return writeAsPython(value, Numbers.PYTHON_FINITE);
  }

  /**
   * JSON as Python's {@code json.dumps} prints it: {@code ", "} and {@code ": "}, ASCII only, bare
   * NaN and Infinity.
   */
  public static String writeAsPython(@Nullable Object value) {
    return writeAsPython(value, Numbers.PYTHON);
  }

  private static String writeAsPython(@Nullable Object value, Numbers numbers) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator((Writer) text)) {
      generator.configure(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature(), true);
      generator.configure(JsonWriteFeature.WRITE_HEX_UPPER_CASE.mappedFeature(), false);
      generator.setPrettyPrinter(new PythonSeparators());
      write(generator, value, numbers);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** JSON from which {@link #parseExact} reads every JSON value back: NaN and half a pair too. */
  public static byte[] writeExact(@Nullable Object value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator generator = EXACT.createGenerator(bytes)) {
      write(generator, value, Numbers.PYTHON);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
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

  /** How numbers with a fraction are written. */
  private enum Numbers {
    /** As JSON has it; null for what it has no word for. */
    STRICT,
    /** In Python's digits; null for what JSON has no word for. */
    PYTHON_FINITE,
    /** In Python's digits and words. */
    PYTHON
  }

  private static void write(JsonGenerator out, @Nullable Object value, Numbers numbers)
      throws IOException {
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
  private static final class PythonSeparators extends MinimalPrettyPrinter {
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

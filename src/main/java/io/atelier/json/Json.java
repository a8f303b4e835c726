package io.atelier.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
      return JsonReader.document(parser);
    } catch (IOException e) {
      throw JsonReader.syntax(e);
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
      return JsonReader.document(parser);
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
      return JsonReader.document(parser);
    } catch (IOException e) {
      throw JsonReader.syntax(e);
    }
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
      JsonWriter.write(generator, value, JsonWriter.Numbers.STRICT);
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
      JsonWriter.write(generator, value, JsonWriter.Numbers.STRICT);
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
      JsonWriter.write(generator, value, JsonWriter.Numbers.STRICT);
    }
  }

  /**
   * The form in which saved files carry their prompt: {@link #writeAsPython}, but null for what is
   * no JSON number, since readers of such files parse strictly.
   */
  public static String writeForFiles(@Nullable Object value) {
    return writeAsPython(value, JsonWriter.Numbers.PYTHON_FINITE);
  }

  /**
   * JSON as Python's {@code json.dumps} prints it: {@code ", "} and {@code ": "}, ASCII only, bare
   * NaN and Infinity.
   */
  public static String writeAsPython(@Nullable Object value) {
    return writeAsPython(value, JsonWriter.Numbers.PYTHON);
  }

  private static String writeAsPython(@Nullable Object value, JsonWriter.Numbers numbers) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator((Writer) text)) {
      generator.configure(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature(), true);
      generator.configure(JsonWriteFeature.WRITE_HEX_UPPER_CASE.mappedFeature(), false);
      generator.setPrettyPrinter(new JsonWriter.PythonSeparators());
      JsonWriter.write(generator, value, numbers);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** JSON from which {@link #parseExact} reads every JSON value back: NaN and half a pair too. */
  public static byte[] writeExact(@Nullable Object value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator generator = EXACT.createGenerator(bytes)) {
      JsonWriter.write(generator, value, JsonWriter.Numbers.PYTHON);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}

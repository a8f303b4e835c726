package io.atelier.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes plain values of what a parser finds, and tells faults in words for those who wrote it. */
final class JsonReader {
  private JsonReader() {}

  /**
   * The only value of a document.
   *
   * @throws JsonSyntaxException when there is none, or more
   */
  static @Nullable Object document(JsonParser parser) throws IOException {
    try {
      return onlyValue(parser);
    } catch (JsonProcessingException e) {
      throw syntax(parser, e);
    }
  }

  /** A fault without a place. */
  static JsonSyntaxException syntax(IOException e) {
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
}

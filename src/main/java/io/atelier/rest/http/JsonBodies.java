package io.atelier.rest.http;

import io.atelier.json.JsonSource;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.config.PropertyNamingStrategy;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;

/**
 * Bodies of our own as JSON: records, bound by Jakarta JSON Binding. Names are those of the
 * components in lower case with underscores; what is null is written as such, unless its record
 * says otherwise; the order is that of the record's {@code @JsonbPropertyOrder}. The records and
 * the classes around them have to be public, since the binding is another module's.
 *
 * <p>What a client or a node may have put together, such as graphs and what nodes show, has no
 * record and stays with {@link io.atelier.json.Json}.
 */
public final class JsonBodies {
  private static final Jsonb BINDING =
      JsonbBuilder.create(
          new JsonbConfig()
              .withNullValues(true)
              .withPropertyNamingStrategy(PropertyNamingStrategy.LOWER_CASE_WITH_UNDERSCORES));

  private JsonBodies() {}

  /** The compact JSON of a record, in UTF-8. */
  public static byte[] bytes(Record body) {
    return BINDING.toJson(body).getBytes(StandardCharsets.UTF_8);
  }

  /** An answer of 200 with the record. */
  public static Response reply(Record body) {
    return reply(200, body);
  }

  /** An answer with the record. */
  public static Response reply(int status, Record body) {
    return Response.status(status).type(Replies.JSON).entity(bytes(body)).build();
  }

  /** What an answer says that refuses something. */
  public record Refusal(String error) {}

  /** A refusal in words. */
  public static Response refusal(int status, String error) {
    return reply(status, new Refusal(error));
  }

  /** The record as a value within a larger JSON document. */
  public static JsonSource value(Record body) {
    return out -> out.write(bytes(body));
  }
}

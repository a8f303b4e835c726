package io.atelier.rest.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.json.Json;
import io.atelier.json.JsonObject;
import jakarta.json.bind.annotation.JsonbNillable;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

public class JsonBodiesTest {
  @JsonbPropertyOrder({"theName", "hasMore", "count", "parts"})
  public record Plain(
      @Nullable String theName, boolean hasMore, @Nullable Long count, List<String> parts) {}

  @JsonbNillable(false)
  @JsonbPropertyOrder({"second", "first"})
  public record Sparse(@Nullable String first, @Nullable Integer second) {}

  private static String json(Record body) {
    return new String(JsonBodies.bytes(body), StandardCharsets.UTF_8);
  }

  @Test
  void aRecordIsTheSameJsonAsAnObjectMadeByHand() {
    Plain body = new Plain("a \"b\" \\ / ä 🎨 \n", true, 5L, List.of("x"));

    assertThat(json(body))
        .isEqualTo(
            Json.write(
                JsonObject.with("the_name", body.theName())
                    .and("has_more", true)
                    .and("count", 5L)
                    .and("parts", List.of("x"))
                    .map()));
  }

  @Test
  void nullsAreShownUnlessTheRecordLeavesThemOut() {
    assertThat(json(new Plain(null, false, null, List.of())))
        .isEqualTo("{\"the_name\":null,\"has_more\":false,\"count\":null,\"parts\":[]}");
    assertThat(json(new Sparse("x", 1))).isEqualTo("{\"second\":1,\"first\":\"x\"}");
    assertThat(json(new Sparse(null, null))).isEqualTo("{}");
  }

  @Test
  void aRecordStandsWithinALargerDocument() {
    assertThat(
            Json.write(
                JsonObject.with("page", JsonBodies.value(new Sparse(null, 2))).and("end", 1).map()))
        .isEqualTo("{\"page\":{\"second\":2},\"end\":1}");
  }
}

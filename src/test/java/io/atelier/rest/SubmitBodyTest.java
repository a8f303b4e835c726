package io.atelier.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.json.Json;
import io.atelier.node.NodeId;
import io.atelier.prompt.PromptError;
import io.atelier.prompt.PromptFormatException;
import io.atelier.queue.SubmitCall;
import io.atelier.rest.http.UnreadableRequestException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubmitBodyTest {
  private static SubmitCall of(String json) {
    return SubmitBody.read(Json.parse(json));
  }

  private static PromptError error(String json) {
    try {
      return ((SubmitCall.Unreadable) of(json).graph()).error();
    } catch (PromptFormatException e) {
      return e.error();
    }
  }

  private static @Nullable Number number(String json) {
    return of("{\"number\": " + json + "}").number();
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "-0.5, -0.5", "true, 1", "'\" 3e2 \"', 300", "'\"-.5\"', -0.5"})
  void aNumberIsReadFromAllThatIsOne(String json, double number) {
    assertThat(number(json)).isEqualTo(number);
    assertThat(of("{}").number()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "[]",
        "{}",
        "\"abc\"",
        "\"\"",
        "NaN",
        "Infinity",
        "1e999",
        "\"inf\"",
        "\"0x1p3\"",
        "\"1d\"",
        "\"1e999\""
      })
  void anythingElseIsNoNumber(String json) {
    assertThatThrownBy(() -> number(json)).isInstanceOf(UnreadableRequestException.class);
    String giant = "9".repeat(400);
    assertThatThrownBy(() -> number(giant)).isInstanceOf(UnreadableRequestException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"a/b\"",
        "\"..\"",
        "\".\"",
        "\"\"",
        "\" \"",
        "\" a\"",
        "\"a\\\\b\"",
        "\"a\\nb\"",
        "\"a\\u0000\"",
        "\"\u00e4\"",
        "\"a%2Fb\"",
        "\"a?b\"",
        "\"a#b\"",
        "1.5",
        "true",
        "[]",
        "{}"
      })
  void aTextThatCannotBePartOfAnAddressIsNoPromptId(String json) {
    assertThatThrownBy(() -> of("{\"prompt_id\": " + json + "}"))
        .isInstanceOfSatisfying(
            UnreadableRequestException.class,
            e -> assertThat(e.error().type()).isEqualTo("invalid_prompt_id"));
  }

  @Test
  void aPromptIdHas128CharactersAndNotOneMore() {
    String longest = "x".repeat(128);
    assertThat(of("{\"prompt_id\": \"" + longest + "\"}").id().value()).isEqualTo(longest);
    for (String tooLong : new String[] {longest + "x", "x".repeat(5000)}) {
      assertThatThrownBy(() -> of("{\"prompt_id\": \"" + tooLong + "\"}"))
          .isInstanceOf(UnreadableRequestException.class);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'\"7c2203be-f0c2-49d8-8937-e2c7513556c5\"', 7c2203be-f0c2-49d8-8937-e2c7513556c5",
    "'\"my id\"', my id",
    "'\"v1..2\"', v1..2",
    "'\"...\"', ...",
    "'\"user@host:job_1+2=3~\"', user@host:job_1+2=3~",
    "123, 123",
    "123456789012345678901234567890, 123456789012345678901234567890",
  })
  void namesThatClientsGiveAreTaken(String json, String id) {
    assertThat(of("{\"prompt_id\": " + json + "}").id().value()).isEqualTo(id);
  }

  @Test
  void withoutAPromptIdTheServerChooses() {
    assertThat(of("{\"prompt_id\": null}").id()).isNotEqualTo(of("{}").id());
  }

  @Test
  void targetsAreAListOrNone() {
    assertThat(of("{\"partial_execution_targets\": null}").targets()).isNull();
    assertThat(of("{\"partial_execution_targets\": [\"4\", 5]}").targets())
        .containsExactlyInAnyOrder(new NodeId("4"), new NodeId("5"));
    assertThatThrownBy(() -> of("{\"partial_execution_targets\": \"4\"}"))
        .isInstanceOf(UnreadableRequestException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"nodes\": [], \"links\": []}",
        "{\"nodes\": [], \"links\": [], \"prompt\": {\"nodes\": [], \"links\": []}}",
        "{\"prompt\": {\"last_node_id\": 3, \"nodes\": [{\"id\": 1}], \"version\": 0.4}}",
      })
  void aWorkflowAsEditorsSaveItIsCalledSo(String json) {
    PromptError error = error(json);
    assertThat(error.message()).contains("UI-format workflow");
    assertThat(error.details()).contains("API format").contains("frontend");
  }

  @ParameterizedTest
  @CsvSource({
    "null, it is null",
    "5, it is a number",
    "'\"x\"', it is a string",
    "'[1]', it is a list",
    "true, it is a boolean",
    "'{\"7\": null}', Node ID '#7' is null",
    "'{\"1\": {}, \"a b\": 5}', Node ID '#a b' is a number",
  })
  void whatIsNoPromptIsToldWithItsPlace(String json, String details) {
    assertThat(error("{\"prompt\": " + json + "}").details()).isEqualTo(details);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "\"text\"", "{}"})
  void withoutAGraphThereIsNone(String json) {
    assertThat(of(json).graph()).isEqualTo(SubmitCall.Graph.NONE);
  }

  @ParameterizedTest
  @CsvSource({"true, true", "1, true", "'\"no\"', true", "[], true", "false, false", "0, false"})
  void anythingTrueIsToTheFront(String json, boolean toFront) {
    assertThat(of("{\"front\": " + json + "}").toFront()).isEqualTo(toFront);
  }
}

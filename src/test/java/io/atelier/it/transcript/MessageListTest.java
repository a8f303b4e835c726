package io.atelier.it.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.json.Json;
import org.junit.jupiter.api.Test;

class MessageListTest {
  private static String comparable(String messages) {
    return Json.write(
        MessageList.comparable(JsonView.of(Json.parse("{\"m\":" + messages + "}")).array("m")));
  }

  @Test
  void statusOfTheQueueGoesToTheEndSorted() {
    assertThat(
            comparable(
                "[{\"type\":\"status\",\"data\":{\"q\":2}},{\"type\":\"status\","
                    + "\"data\":{\"sid\":\"a\"}},{\"type\":\"x\",\"data\":{}},"
                    + "{\"type\":\"status\",\"data\":{\"q\":1}}]"))
        .isEqualTo(
            "[{\"type\":\"status\",\"data\":{\"sid\":\"a\"}},{\"type\":\"x\",\"data\":{}},"
                + "{\"type\":\"status\",\"data\":{\"q\":1}},"
                + "{\"type\":\"status\",\"data\":{\"q\":2}}]");
  }

  @Test
  void progressByTheClockIsLeftOut() {
    assertThat(
            comparable(
                "[{\"repeat\":[\"progress\"]},"
                    + "{\"type\":\"progress\",\"data\":{\"value\":0.51,\"max\":1.5}},"
                    + "{\"type\":\"progress_state\",\"data\":{\"nodes\":"
                    + "{\"1\":{\"value\":1.0,\"max\":1.0},\"2\":{\"value\":0.3,\"max\":2.0}}}}]"))
        .isEqualTo("[]");
  }

  @Test
  void progressByStepsStays() {
    String steps =
        "[{\"type\":\"progress\",\"data\":{\"value\":1.5,\"max\":1.5}},"
            + "{\"type\":\"progress\",\"data\":{\"value\":1.0,\"max\":1.5}},"
            + "{\"type\":\"progress\",\"data\":{\"value\":1,\"max\":3}}]";
    assertThat(comparable(steps)).isEqualTo(steps);
  }
}

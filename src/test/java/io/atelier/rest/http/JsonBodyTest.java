package io.atelier.rest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonBodyTest {
  private static final int LIMIT = 40_000;

  private static JsonBody body(String text) {
    return JsonBody.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), LIMIT);
  }

  @Test
  void holdsAnyValue() {
    assertThat(body("\uFEFF{\"a\": NaN}").object()).isEqualTo(Map.of("a", Double.NaN));
    assertThat(body("7").value()).isEqualTo(7L);
    assertThat(body("null").value()).isNull();
    assertThat(body("7").valueIfAny()).isEqualTo(7L);
  }

  @Test
  void bodyLimitAByteTooManyIsRefused() {
    assertThat(body("1".repeat(10) + " ".repeat(LIMIT - 10)).value()).isEqualTo(1111111111L);
    assertThatThrownBy(() -> body("1" + " ".repeat(LIMIT)))
        .isInstanceOf(BodyTooLargeException.class)
        .hasMessage("Maximum request body size 40000 exceeded.");
  }

  @Test
  void whatIsNoJsonIsNamedWithItsPlace() {
    JsonBody broken = body("{\n  \"a\": ]");
    assertThatThrownBy(broken::value)
        .asInstanceOf(type(UnreadableRequestException.class))
        .satisfies(
            fault -> {
              assertThat(fault.error().type()).isEqualTo("invalid_json");
              assertThat(fault.error().extraInfo()).containsEntry("line", 2);
              assertThat(fault.error().extraInfo().keySet()).containsExactly("line", "column");
            });
    assertThat(broken.valueIfAny()).isNull();
    assertThat(body("").valueIfAny()).isNull();
    assertThatThrownBy(body("")::object).isInstanceOf(UnreadableRequestException.class);
    assertThatThrownBy(body("[]")::object)
        .isInstanceOf(UnreadableRequestException.class)
        .hasMessage("the body is not a JSON object");
  }

  @Test
  void whatBrokeOnItsWayIsNeitherValueNorNothing() {
    JsonBody cut =
        JsonBody.read(
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new IOException("reset");
              }

              @Override
              public int read(byte[] bytes, int offset, int length) throws IOException {
                throw new IOException("reset");
              }
            },
            LIMIT);
    assertThatThrownBy(cut::value)
        .isInstanceOf(UnreadableRequestException.class)
        .hasMessage("the body ended early");
    assertThatThrownBy(cut::valueIfAny).isInstanceOf(UnreadableRequestException.class);
  }
}

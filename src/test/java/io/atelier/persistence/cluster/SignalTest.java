package io.atelier.persistence.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The payload of a notification, and the document of a message. */
class SignalTest {
  @Test
  void whatIsWrittenIsRead() {
    for (Signal signal :
        new Signal[] {
          Signal.hello("s"),
          Signal.interrupt("s"),
          new Signal.News("s", true).with(Set.of("=ü\"\\", AddressTable.EVERYONE))
        }) {
      assertThat(Signal.read(signal.write())).isEqualTo(signal);
    }
  }

  @Test
  void itIsNeverTooLongForANotification() {
    Set<String> mail = new LinkedHashSet<>();
    for (int i = 0; i < 200; i++) {
      mail.add("=ü".repeat(50) + i);
    }
    String payload = new Signal.News("s", false).with(mail).write();
    assertThat(payload.getBytes(StandardCharsets.UTF_8).length).isLessThan(8_000);
    assertThat(Signal.read(payload).mail()).containsExactly(Signal.ALL_MAIL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "null", "{\"from\":1,\"mail\":[]}", "{\"from\":\"s\"}"})
  void anythingElseIsRefused(String payload) {
    assertThatThrownBy(() -> Signal.read(payload)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\0\0",
        "\0\0\0\u0009[]",
        "\u007f\u007f\u007f\u007f[]",
        "\0\0\0\2[]",
        "\0\0\0\2{}",
        "\0\0\0\4null",
        "\0\0\0\u0015[\"ExecutionStart\",[1]]",
        "\0\0\0\u0012[\"Unheard\",[\"p\"]]"
      })
  void aDocumentThatIsNoMessageIsRefused(String document) {
    byte[] bytes = document.getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> MessageDocument.read(bytes))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

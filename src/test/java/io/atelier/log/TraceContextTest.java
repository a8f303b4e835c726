package io.atelier.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers as the specification of W3C Trace Context, level 1, takes and refuses them. */
class TraceContextTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String SPAN = "00f067aa0ba902b7";
  private static final String HEADER = "00-" + TRACE + "-" + SPAN + "-01";

  @Test
  void readsAndWritesAHeader() {
    TraceContext context = TraceContext.parse(HEADER).orElseThrow();

    assertThat(context).isEqualTo(new TraceContext(TRACE, SPAN, true));
    assertThat(context.header()).isEqualTo(HEADER);
  }

  @Test
  void onlyTheLastBitOfTheFlagsIsKnown() {
    assertThat(TraceContext.parse(HEADER.replaceFirst("01$", "fe")).orElseThrow().sampled())
        .isFalse();
    assertThat(TraceContext.parse(HEADER.replaceFirst("01$", "ff")).orElseThrow().header())
        .isEqualTo(HEADER);
  }

  @Test
  void aLaterVersionMayHaveMoreFields() {
    String later = HEADER.replaceFirst("^00", "cc");

    assertThat(TraceContext.parse(later).orElseThrow().header()).isEqualTo(HEADER);
    assertThat(TraceContext.parse(later + "-what-the-future-will-be-like")).isPresent();
    assertThat(TraceContext.parse(later + ".what")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-extra",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e473-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-1",
        "00_4bf92f3577b34da6a3ce929d0e0e4736_00f067aa0ba902b7_01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0\n1",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01, 00-4bf92f3577b34da6a3ce929d0e0e4736"
      })
  void refusesWhatTheSpecificationRefuses(String header) {
    assertThat(TraceContext.parse(header)).isEmpty();
  }

  @Test
  void refusesALaterVersionOfNoEnd() {
    assertThat(TraceContext.parse(HEADER.replaceFirst("^00", "01") + "-" + "x".repeat(100_000)))
        .isEmpty();
  }

  @Test
  void continuesATraceInASpanOfItsOwn() {
    TraceContext continued = TraceContext.continued(List.of(HEADER));

    assertThat(continued.traceId()).isEqualTo(TRACE);
    assertThat(continued.spanId()).isNotEqualTo(SPAN);
    assertThat(continued.sampled()).isTrue();
  }

  @Test
  void beginsATraceWithoutOneGoodHeader() {
    assertThat(TraceContext.continued(List.of()).traceId()).isNotEqualTo(TRACE);
    assertThat(TraceContext.continued(List.of("nonsense")).sampled()).isFalse();
    assertThat(TraceContext.continued(List.of(HEADER, HEADER)).traceId()).isNotEqualTo(TRACE);
    assertThat(TraceContext.begin()).isNotEqualTo(TraceContext.begin());
  }

  @Test
  void isNeverMadeOfOtherIds() {
    assertThatThrownBy(() -> new TraceContext("x\n", SPAN, true))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

package io.atelier.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.json.Json;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class LogFormattersTest {
  private static final TraceContext TRACE =
      new TraceContext("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", false);
  private static final LogContext CONTEXT = new LogContext("p \"1\"\n", TRACE);

  private final Formatter json = new JsonLogFormatter();
  private final Formatter text = new TextLogFormatter(new Plain());

  /** A form of two line breaks, as Payara's has. */
  private static final class Plain extends Formatter {
    @Override
    public String format(LogRecord entry) {
      return formatMessage(entry) + "\n\n";
    }
  }

  private static LogRecord entry() {
    LogRecord entry = new LogRecord(Level.WARNING, "{0} is\nlate");
    entry.setParameters(new Object[] {"it"});
    entry.setLoggerName("io.atelier.Some");
    return entry;
  }

  private Map<?, ?> parsed(LogRecord entry) {
    String line = json.format(entry);
    assertThat(line.indexOf('\n')).isEqualTo(line.length() - 1);
    return (Map<?, ?>) Objects.requireNonNull(Json.parse(line));
  }

  @Test
  void aJsonRecordIsOneLineWithItsFields() {
    Map<?, ?> fields = parsed(entry());

    assertThat(fields.keySet())
        .map(String::valueOf)
        .containsExactly("time", "level", "logger", "thread", "message");
    assertThat(String.valueOf(fields.get("time"))).matches("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z");
    assertThat(String.valueOf(fields.get("level"))).isEqualTo("WARNING");
    assertThat(String.valueOf(fields.get("logger"))).isEqualTo("io.atelier.Some");
    assertThat(String.valueOf(fields.get("thread"))).isEqualTo(Thread.currentThread().getName());
    assertThat(String.valueOf(fields.get("message"))).isEqualTo("it is\nlate");
  }

  @Test
  void aJsonRecordTellsItsExceptionAndWhatItIsAbout() {
    LogRecord entry = entry();
    entry.setThrown(new IllegalStateException("why"));

    CONTEXT.run(
        () -> {
          Map<?, ?> fields = parsed(entry);
          assertThat(String.valueOf(fields.get("exception")))
              .startsWith("java.lang.IllegalStateException: why")
              .contains("\tat ");
          assertThat(fields.get("prompt_id")).isEqualTo((Object) "p \"1\"\n");
          assertThat(fields.get("trace_id")).isEqualTo((Object) TRACE.traceId());
          assertThat(fields.get("span_id")).isEqualTo((Object) TRACE.spanId());
        });
  }

  @Test
  void aTextRecordEndsWithWhatItIsAbout() {
    assertThat(text.format(entry())).isEqualTo("it is\nlate\n\n");
    CONTEXT.run(
        () ->
            assertThat(text.format(entry()))
                .isEqualTo(
                    "it is\nlate [prompt_id=p \"1\"? trace_id=4bf92f3577b34da6a3ce929d0e0e4736"
                        + " span_id=00f067aa0ba902b7]\n\n"));
  }

  @Test
  void whatAThreadIsBusyWithEndsWithTheScope() {
    LogContext inner = new LogContext(null, TRACE);
    CONTEXT.run(
        () -> {
          inner.run(() -> assertThat(LogContext.current()).contains(inner));
          assertThat(LogContext.current()).contains(CONTEXT);
          assertThat(LogContext.currentTrace()).isEqualTo(TRACE);
        });
    assertThat(LogContext.current()).isEmpty();
  }

  @Test
  void anExecutorCarriesItToItsTasks() {
    Queue<Runnable> tasks = new ArrayDeque<>();
    CONTEXT.run(
        () ->
            LogContext.carriedBy(tasks::add)
                .execute(() -> assertThat(LogContext.current()).contains(CONTEXT)));

    tasks.remove().run();

    assertThat(LogContext.current()).isEmpty();
  }
}

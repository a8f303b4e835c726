package io.atelier.config;

import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How long the server keeps files that it made.
 *
 * @param tempAge how long files stay in the temp folder; zero for until the next start
 * @param outputAge how long files stay in the output folder; zero for ever
 * @param outputBytes what the output folder may hold; 0 for any number
 */
public record RetentionSettings(Duration tempAge, Duration outputAge, long outputBytes) {
  private static final double GIBIBYTE = 1 << 30;

  static RetentionSettings read(Function<String, @Nullable String> source) {
    return new RetentionSettings(
        AtelierSettings.value(
            source, Setting.TEMP_HOURS, text -> Duration.ofHours(QueueSettings.whole(text, 0))),
        AtelierSettings.value(
            source, Setting.OUTPUT_DAYS, text -> Duration.ofDays(QueueSettings.whole(text, 0))),
        AtelierSettings.value(source, Setting.OUTPUT_GIB, RetentionSettings::bytes));
  }

  private static long bytes(String text) {
    double gibibytes = Double.parseDouble(text.strip());
    if (!(gibibytes >= 0) || gibibytes > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("not between 0 and " + Integer.MAX_VALUE);
    }
    return Math.round(gibibytes * GIBIBYTE);
  }
}

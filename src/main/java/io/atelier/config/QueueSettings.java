package io.atelier.config;

import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How prompts are kept and scheduled.
 *
 * @param durable whether they are kept in a database
 * @param dbUrl its JDBC URL; empty for a file in the base directory
 * @param dbSync whether H2 waits for the disk
 * @param historyLimit finished prompts kept
 * @param historyAge how long they are kept; zero for ever
 * @param maxAttempts how often a prompt is begun whose server dies; at least 1
 * @param fairShare whether clients take turns
 * @param maxQueue prompts that may wait or run; 0 for any number
 * @param timeLimit after which a prompt is interrupted; zero for never
 * @param drain how long a stopping server lets its prompt go on
 */
public record QueueSettings(
    boolean durable,
    String dbUrl,
    String dbUser,
    String dbPassword,
    boolean dbSync,
    long historyLimit,
    Duration historyAge,
    int maxAttempts,
    boolean fairShare,
    int maxQueue,
    Duration timeLimit,
    Duration drain) {

  static QueueSettings read(Function<String, @Nullable String> source) {
    return new QueueSettings(
        AtelierSettings.value(source, Setting.QUEUE, QueueSettings::durable),
        AtelierSettings.value(source, Setting.DB_URL, String::strip),
        AtelierSettings.value(source, Setting.DB_USER, String::strip),
        AtelierSettings.value(source, Setting.DB_PASSWORD, text -> text),
        AtelierSettings.value(source, Setting.DB_SYNC, AtelierSettings::flag),
        AtelierSettings.value(source, Setting.HISTORY_LIMIT, text -> whole(text, 0)),
        AtelierSettings.value(
            source, Setting.HISTORY_DAYS, text -> Duration.ofDays(whole(text, 0))),
        (int) (long) AtelierSettings.value(source, Setting.MAX_ATTEMPTS, text -> whole(text, 1)),
        AtelierSettings.value(source, Setting.FAIR_SHARE, AtelierSettings::flag),
        (int) (long) AtelierSettings.value(source, Setting.MAX_QUEUE, text -> whole(text, 0)),
        AtelierSettings.value(source, Setting.TIME_LIMIT, QueueSettings::seconds),
        AtelierSettings.value(source, Setting.DRAIN, QueueSettings::seconds));
  }

  private static boolean durable(String text) {
    return switch (text.strip()) {
      case "durable" -> true;
      case "memory" -> false;
      default -> throw new IllegalArgumentException("neither durable nor memory");
    };
  }

  static long whole(String text, long least) {
    long value = Long.parseLong(text.strip());
    if (value < least || value > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("not between " + least + " and " + Integer.MAX_VALUE);
    }
    return value;
  }

  private static Duration seconds(String text) {
    return Duration.ofSeconds(whole(text, 0));
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "QueueSettings[durable=" + durable + ", dbUrl=" + dbUrl + "]";
  }
}

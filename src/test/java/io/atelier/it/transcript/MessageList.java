package io.atelier.it.transcript;

import io.atelier.json.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The comparable form of the messages that a socket got at a stretch. Time-driven progress is left
 * out, since its number depends on the clock; {@code status} goes to the end, sorted, since it is
 * published by other threads than the rest.
 */
final class MessageList {
  private MessageList() {}

  static List<@Nullable Object> comparable(List<?> messages) {
    List<@Nullable Object> kept = new ArrayList<>();
    List<@Nullable Object> statuses = new ArrayList<>();
    for (Object element : messages) {
      JsonView message = JsonView.of(element);
      if (message.has("repeat") || isTimeDriven(message)) {
        continue;
      }
      boolean broadcast =
          message.text("type", "").equals("status") && !message.object("data").has("sid");
      (broadcast ? statuses : kept).add(element);
    }
    statuses.sort(Comparator.comparing(Json::write));
    kept.addAll(statuses);
    return kept;
  }

  private static boolean isTimeDriven(JsonView message) {
    return switch (message.text("type", "")) {
      case "progress" -> isBetweenSteps(message.object("data"));
      case "progress_state" ->
          message.object("data").object("nodes").members().values().stream()
              .anyMatch(node -> isBetweenSteps(JsonView.of(node)));
      default -> false;
    };
  }

  private static boolean isBetweenSteps(JsonView progress) {
    double value = progress.number("value", 0);
    return progress.get("value") instanceof Double
        && value != Math.rint(value)
        && value != progress.number("max", 0);
  }
}

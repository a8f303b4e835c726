package io.atelier.queue;

import java.util.Comparator;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which finished prompts are wanted, and in what order; those that are equal in it oldest first.
 *
 * @param states how they may have ended; lost ones count as failed
 * @param workflowId the workflow that they were made of; null for any
 * @param ids only these; null for any
 * @param byDuration whether the order is that of duration rather than of arrival
 */
public record HistoryQuery(
    Set<PromptState> states,
    @Nullable String workflowId,
    @Nullable Set<String> ids,
    boolean byDuration,
    boolean ascending) {

  /** Whether an entry is wanted. */
  boolean matches(HistoryEntry entry) {
    return states.contains(PromptState.of(entry))
        && (workflowId == null || workflowId.equals(entry.prompt().workflowId()))
        && (ids == null || ids.contains(entry.prompt().id().value()));
  }

  Comparator<HistoryEntry> order() {
    Comparator<HistoryEntry> order =
        byDuration
            ? Comparator.comparingLong(HistoryEntry::duration)
            : Comparator.comparingLong(entry -> entry.prompt().createdAt());
    return ascending ? order : order.reversed();
  }
}

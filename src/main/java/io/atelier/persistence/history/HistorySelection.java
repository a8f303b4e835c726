package io.atelier.persistence.history;

import io.atelier.persistence.database.Key;
import io.atelier.queue.HistoryQuery;
import io.atelier.queue.PromptState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The rows of the history that a query wants, as SQL with its parameters.
 *
 * @param from the clauses from {@code from} to the last condition
 * @param order the order clause
 */
record HistorySelection(String from, String order, List<Object> parameters) {
  private static final Set<PromptState> FINISHED =
      Collections.unmodifiableSet(
          EnumSet.of(
              PromptState.SUCCEEDED,
              PromptState.FAILED,
              PromptState.INTERRUPTED,
              PromptState.LOST));

  static HistorySelection of(HistoryQuery query) {
    List<String> conditions = new ArrayList<>();
    List<Object> parameters = new ArrayList<>();
    Set<PromptState> states =
        query.states().isEmpty()
            ? EnumSet.noneOf(PromptState.class)
            : EnumSet.copyOf(query.states());
    if (states.contains(PromptState.FAILED)) {
      states.add(PromptState.LOST);
    }
    if (!states.containsAll(FINISHED)) {
      conditions.add("state" + in(states.size()));
      states.forEach(state -> parameters.add(state.name()));
    }
    if (query.workflowId() != null) {
      conditions.add("workflow = ?");
      parameters.add(Key.of(query.workflowId()));
    }
    Collection<String> ids = query.ids();
    if (ids != null) {
      conditions.add("id" + in(ids.size()));
      ids.forEach(id -> parameters.add(Key.of(id)));
    }
    String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    String column = query.byDuration() ? "duration" : "created_at";
    // Of one state, the index of states is the order; H2 sees that only when the state is named
    // too.
    String same = states.size() == 1 ? "state, " : "";
    String order = "order by " + same + column + (query.ascending() ? "" : " desc") + ", seq";
    return new HistorySelection("from history_entry" + where, order, parameters);
  }

  /** A condition that only so many values fulfil; one that nothing does for none. */
  private static String in(int values) {
    return values == 0
        ? " is null"
        : " in (" + String.join(", ", Collections.nCopies(values, "?")) + ")";
  }

  /** The query of one page of rows; its last parameters are how many and after how many. */
  String page() {
    return """
        select %s from history_entry
        where seq in (select seq %s %s limit ? offset ?) %s"""
        .formatted(HistoryRow.COLUMNS, from, order, order);
  }

  /** The query of how many rows there are. */
  String count() {
    return "select count(*) " + from;
  }

  /** The parameters, and those of what follows. */
  Object[] parametersAnd(Object... more) {
    List<Object> all = new ArrayList<>(parameters);
    all.addAll(Arrays.asList(more));
    return all.toArray();
  }
}

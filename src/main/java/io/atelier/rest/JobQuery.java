package io.atelier.rest;

import io.atelier.json.JsonObject;
import io.atelier.queue.History;
import io.atelier.queue.HistoryQuery;
import io.atelier.queue.KeptPrompt;
import io.atelier.queue.PromptQueue;
import io.atelier.queue.PromptState;
import io.atelier.rest.http.JsonBodies;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Which jobs a client wants to see, and in what order.
 *
 * @param ids only these; null for any
 * @param limit null for all
 */
record JobQuery(
    Set<JobStatus> statuses,
    @Nullable String workflowId,
    @Nullable Set<String> ids,
    boolean byDuration,
    boolean ascending,
    @Nullable Integer limit,
    int offset) {
  static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private static final int MOST_IDS = 100;

  /** What a query is wrong in, with the answer that says so. */
  static final class InvalidQueryException extends Exception {
    private final transient Map<String, @Nullable Object> answer;

    InvalidQueryException(String message) {
      this(message, null);
    }

    InvalidQueryException(String message, @Nullable List<?> invalidIds) {
      super(message);
      answer = JsonObject.with("error", message).andIfPresent("invalid_ids", invalidIds).map();
    }

    Map<String, @Nullable Object> answer() {
      return answer;
    }
  }

  /**
   * Reads a query.
   *
   * @param parameter the value of a parameter, or null
   */
  static JobQuery parse(UnaryOperator<@Nullable String> parameter) throws InvalidQueryException {
    String sortBy = orDefault(parameter.apply("sort_by"), "created_at");
    if (!sortBy.equals("created_at") && !sortBy.equals("execution_duration")) {
      throw new InvalidQueryException("sort_by must be 'created_at' or 'execution_duration'");
    }
    String order = orDefault(parameter.apply("sort_order"), "desc");
    if (!order.equals("asc") && !order.equals("desc")) {
      throw new InvalidQueryException("sort_order must be 'asc' or 'desc'");
    }
    Integer limit = integer("limit", parameter.apply("limit"));
    if (limit != null && limit <= 0) {
      throw new InvalidQueryException("limit must be a positive integer");
    }
    Integer offset = integer("offset", parameter.apply("offset"));
    return new JobQuery(
        statuses(parameter.apply("status")),
        parameter.apply("workflow_id"),
        ids(parameter.apply("ids")),
        sortBy.equals("execution_duration"),
        order.equals("asc"),
        limit,
        offset == null ? 0 : Math.max(0, offset));
  }

  private static String orDefault(@Nullable String given, String otherwise) {
    return given == null || given.isEmpty() ? otherwise : given;
  }

  private static @Nullable Integer integer(String name, @Nullable String text)
      throws InvalidQueryException {
    if (text == null) {
      return null;
    }
    try {
      return Integer.valueOf(text.strip());
    } catch (NumberFormatException e) {
      throw new InvalidQueryException(name + " must be an integer");
    }
  }

  private static Set<JobStatus> statuses(@Nullable String text) throws InvalidQueryException {
    if (text == null || text.isBlank()) {
      return EnumSet.allOf(JobStatus.class);
    }
    Set<JobStatus> statuses = EnumSet.noneOf(JobStatus.class);
    List<String> unknown = new ArrayList<>();
    for (String name : parts(text)) {
      JobStatus.of(name).ifPresentOrElse(statuses::add, () -> unknown.add(name));
    }
    if (!unknown.isEmpty()) {
      throw new InvalidQueryException(
          "Invalid status value(s): "
              + String.join(", ", unknown)
              + ". Valid values: "
              + JobStatus.names());
    }
    return statuses;
  }

  private static @Nullable Set<String> ids(@Nullable String text) throws InvalidQueryException {
    if (text == null) {
      return null;
    }
    List<String> ids = parts(text);
    if (ids.size() > MOST_IDS) {
      throw new InvalidQueryException("ids must contain at most " + MOST_IDS + " values");
    }
    List<String> invalid = ids.stream().filter(id -> !UUID.matcher(id).matches()).toList();
    if (!invalid.isEmpty()) {
      throw new InvalidQueryException("ids contains invalid id(s)", invalid);
    }
    return new LinkedHashSet<>(ids);
  }

  private static List<String> parts(String text) {
    return Arrays.stream(text.split(",")).map(String::strip).filter(p -> !p.isEmpty()).toList();
  }

  /**
   * The answer with the wanted jobs; only those on the page are read and described, one after
   * another while the answer is written.
   *
   * <p>The live ones are few and all at hand. Of the finished ones those are looked up that can be
   * on the page wherever the live ones come between them.
   *
   * @param queue those that wait or run
   */
  Map<String, @Nullable Object> answer(PromptQueue.Snapshot queue, History history) {
    List<Job> live = new ArrayList<>(wanted(JobStatus.PENDING, queue.pending()));
    live.addAll(wanted(JobStatus.IN_PROGRESS, queue.running()));
    int skipped = Math.max(0, offset - live.size());
    long most =
        limit == null ? Integer.MAX_VALUE : Math.min(Integer.MAX_VALUE, (long) limit + live.size());
    History.Page finished = history.page(finished(), skipped, (int) most);
    int total = live.size() + finished.total();
    long end = limit == null ? total : Math.min(total, (long) offset + limit);
    Pagination pagination = new Pagination(offset, limit, total, Math.max(offset, end) < total);
    MergedJobs jobs = new MergedJobs(order(), live, finished.entries());
    return JsonObject.with("jobs", page(jobs, offset - skipped, Math.max(0, end - offset)))
        .and("pagination", JsonBodies.value(pagination))
        .map();
  }

  private List<Job> wanted(JobStatus status, List<? extends KeptPrompt> prompts) {
    return prompts.stream()
        .filter(prompt -> statuses.contains(status))
        .filter(prompt -> workflowId == null || workflowId.equals(prompt.workflowId()))
        .filter(prompt -> ids == null || ids.contains(prompt.id().value()))
        .map(prompt -> Job.live(status, prompt))
        .toList();
  }

  private static Iterable<Object> page(Iterator<Job> jobs, int skip, long most) {
    Iterable<Job> all = () -> jobs;
    return () ->
        StreamSupport.stream(all.spliterator(), false)
            .skip(skip)
            .limit(most)
            .<Object>map(job -> job.summary().get())
            .iterator();
  }

  private Comparator<Job> order() {
    Comparator<Job> order =
        byDuration
            ? Comparator.comparingLong(Job::duration)
            : Comparator.comparingLong(Job::createdAt);
    return ascending ? order : order.reversed();
  }

  private HistoryQuery finished() {
    Set<PromptState> states = EnumSet.noneOf(PromptState.class);
    for (JobStatus status : statuses) {
      switch (status) {
        case COMPLETED -> states.add(PromptState.SUCCEEDED);
        case FAILED -> states.add(PromptState.FAILED);
        case CANCELLED -> states.add(PromptState.INTERRUPTED);
        case PENDING, IN_PROGRESS -> {}
      }
    }
    return new HistoryQuery(states, workflowId, ids, byDuration, ascending);
  }
}

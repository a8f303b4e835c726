package io.atelier.rest;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What state a job is in, as {@code /api/jobs} names it. */
enum JobStatus {
  PENDING,
  IN_PROGRESS,
  COMPLETED,
  FAILED,
  CANCELLED;

  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<JobStatus> of(String wireName) {
    return Arrays.stream(values()).filter(s -> s.wireName().equals(wireName)).findFirst();
  }

  /** All names, for error messages. */
  static String names() {
    return Arrays.stream(values()).map(JobStatus::wireName).collect(Collectors.joining(", "));
  }
}

package io.atelier.it.transcript;

import java.util.List;
import java.util.regex.Pattern;

/** Where Atelier means to differ from the recordings, and why. */
final class Deviations {
  /** Any case. */
  private static final String ALL = "*";

  private static final List<Deviation> TABLE =
      List.of(
          of(ALL, "/current_inputs/", "values that are no JSON have a text form of ours"),
          of(ALL, "/traceback", "the lines are of our code"),
          of(
              "invalid-literal-for-link",
              "/exception_message",
              "says which input takes what instead of a Python failure"),
          of(
              "invalid-dependency-cycle",
              "/node_errors/",
              "tells the cycle where the original tells nothing"),
          of(
              "expansion-dynamic-cycle",
              "/status/(completed|status_str)",
              "a prompt that failed is not called successful"),
          of(
              "ws-old-socket-close-after-reconnect",
              "a2 until idle",
              "closing a replaced socket leaves the new one alone"),
          of(
              "queue-order-front-number",
              "GET /queue /json/queue_pending",
              "in order of execution instead of the order of a heap's array"),
          of(
              "node-order-output-first",
              "a until executing null",
              "the original starts outputs in the order of a hash"),
          of(
              "parallel-async",
              "a until executing null",
              "depends on timing and on the order of a hash"),
          of("interrupt-prompt-id-other", "#length", "depends on timing"),
          of("http-routing", "^GET / /text", "the page is ours"),
          of(
              "http-routing",
              "^GET /nope.png /headers/cache-control",
              "that a picture is missing is kept for an hour, as the contract advises"),
          of(
              "http-routing",
              "^GET /\\.\\./etc/passwd /",
              "the container refuses a path above the root before us, with 400"),
          of(
              "userdata",
              "^GET /userdata/\\.\\.%2F\\.\\.%2Fx /",
              "the container refuses a path above the root before us, with 400"),
          of(
              "view",
              "\\.html&type=input /headers/content-disposition",
              "what a browser would run is a download"),
          of(
              "view",
              "^GET /view\\?filename=v<tag>.txt&type=input&preview=webp /",
              "a file that is no picture is the client's fault, 400"),
          of(
              "view",
              "^GET /view\\?filename=va<tag>.png&type=input /headers/content-type",
              "the container sends no type with 304 Not Modified"));

  private record Deviation(String transcript, Pattern place, String reason) {
    boolean covers(String name, Difference difference) {
      return (transcript.equals(ALL) || transcript.equals(name))
          && place.matcher(difference.path()).find();
    }
  }

  private static Deviation of(String transcript, String place, String reason) {
    return new Deviation(transcript, Pattern.compile(place), reason);
  }

  private Deviations() {}

  static boolean isIntended(String transcript, Difference difference) {
    return TABLE.stream().anyMatch(deviation -> deviation.covers(transcript, difference));
  }
}

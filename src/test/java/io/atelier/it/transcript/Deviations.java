package io.atelier.it.transcript;

import java.util.List;
import java.util.regex.Pattern;

/** Where Atelier means to differ from the recordings, and why. */
final class Deviations {
  /** Any case. */
  private static final String ALL = "*";

  /** What becomes of an answer that is a refusal now. */
  private static final String REFUSED_INSTEAD = "200 -> 400|-> <absent>|<absent> -> | -> \\{";

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
              "^GET /templates/index.json /",
              "templates of our own are there when no package of theirs is"),
          of(
              "info-system",
              "/system/installed_templates_version$",
              "says what is there: none of the original's templates"),
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
              "the container sends no type with 304 Not Modified"),
          fault("http-prompt-malformed", "POST /prompt"),
          fault("http-extra-data-null", "POST /prompt"),
          fault("history-limits", "GET /history\\?max_items=abc"),
          fault("history-limits", "POST /history"),
          fault("free-memory", "POST /free"),
          fault("settings", "POST /settings.*"),
          fault("upload-image", "POST /upload/image"),
          fault("upload-mask", "POST /upload/mask"),
          fault("userdata", "POST /userdata/gd<tag>%2Fsub%2Fb.txt/move/..%2F..%2Fx"),
          fault("userdata", "DELETE /userdata/gd<tag>"),
          fault("view", "GET /view\\?filename=v<tag>.txt&type=input&preview=webp"),
          of(
              "upload-mask",
              "^POST /upload/mask /",
              REFUSED_INSTEAD,
              "a mask for a picture that is not there is refused instead of dropped"),
          of(
              "view",
              "^GET /view\\?filename=a..b.png&type=input /status",
              "400 -> 404",
              "two dots within a name are nothing special"),
          of(
              "userdata",
              "^GET /userdata/gd<tag>/a.json /",
              "404 -> 200|<absent> -> |-> <absent>|octet-stream",
              "a plain slash is as good as an encoded one"),
          of(
              "http-routing",
              "^GET /queue /",
              "200 -> 403|-> <absent>|<absent> -> ",
              "an origin without the port is another one"),
          of(
              "prompt-id-given",
              "^POST /prompt /",
              "200 -> 409|-> <absent>|<absent> -> ",
              "an id is taken once"),
          of(
              "prompt-id-given",
              "^(a until executing null <prompt:1>|GET /history/<prompt:1>)",
              "an id is taken once"));

  private record Deviation(String transcript, Pattern place, Pattern change, String reason) {
    boolean covers(String name, Difference difference) {
      return (transcript.equals(ALL) || transcript.equals(name))
          && place.matcher(difference.path()).find()
          && change.matcher(difference.expected() + " -> " + difference.actual()).find();
    }
  }

  private static Deviation of(String transcript, String place, String reason) {
    return of(transcript, place, "", reason);
  }

  /**
   * A deviation of a certain kind.
   *
   * @param change what is found in {@code <recorded> -> <now>}
   */
  private static Deviation of(String transcript, String place, String change, String reason) {
    return new Deviation(transcript, Pattern.compile(place), Pattern.compile(change), reason);
  }

  /** A fault of the client that the original takes for one of its own. */
  private static Deviation fault(String transcript, String request) {
    return of(
        transcript,
        "^" + request + " /(status|text|json|headers/content-type)$",
        "500 -> 40[03]|500 Internal Server Error.* -> |<absent> -> |text/plain.* -> ",
        "what the client did wrong is told with 400 or 403");
  }

  private Deviations() {}

  static boolean isIntended(String transcript, Difference difference) {
    return TABLE.stream().anyMatch(deviation -> deviation.covers(transcript, difference));
  }
}

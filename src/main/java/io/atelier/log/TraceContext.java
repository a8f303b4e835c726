package io.atelier.log;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a distributed trace, as the header {@code traceparent} of <a
 * href="https://www.w3.org/TR/trace-context-1/">W3C Trace Context, level 1</a> tells it.
 *
 * @param traceId 32 lower-case hexadecimal digits, not all 0
 * @param spanId 16 lower-case hexadecimal digits, not all 0
 * @param sampled whether the caller may have recorded the trace
 */
public record TraceContext(String traceId, String spanId, boolean sampled) {
  private static final Pattern HEADER =
      Pattern.compile("([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");
  private static final Pattern TRACE_ID = Pattern.compile("(?!0{32})[0-9a-f]{32}");
  private static final Pattern SPAN_ID = Pattern.compile("(?!0{16})[0-9a-f]{16}");
  private static final int MAX_LENGTH = 512;
  private static final int HEXADECIMAL = 16;

  /**
   * @throws IllegalArgumentException for ids of another form
   */
  public TraceContext {
    if (!TRACE_ID.matcher(traceId).matches() || !SPAN_ID.matcher(spanId).matches()) {
      throw new IllegalArgumentException("no trace context");
    }
  }

  /** The beginning of a new trace, which nobody is known to record. */
  public static TraceContext begin() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return new TraceContext(hex(random.nextLong()) + newId(), newId(), false);
  }

  /**
   * Continues the trace of a request in a span of its own, or begins one where the request has none
   * that the specification would accept.
   *
   * @param headers the values of all its {@code traceparent} headers
   */
  public static TraceContext continued(List<String> headers) {
    Optional<TraceContext> caller = headers.size() == 1 ? parse(headers.get(0)) : Optional.empty();
    return caller
        .map(c -> new TraceContext(c.traceId(), newId(), c.sampled()))
        .orElseGet(TraceContext::begin);
  }

  /**
   * Reads the value of one header. Version 00 has four fields; a later one, 01 to fe, may have more
   * of them, which are ignored.
   */
  public static Optional<TraceContext> parse(String header) {
    String text = header.strip();
    Matcher matcher = HEADER.matcher(text);
    if (text.length() > MAX_LENGTH || !matcher.matches()) {
      return Optional.empty();
    }
    String version = matcher.group(1);
    boolean tooLong = version.equals("00") && matcher.group(5) != null;
    String traceId = matcher.group(2);
    String spanId = matcher.group(3);
    if (version.equals("ff")
        || tooLong
        || !TRACE_ID.matcher(traceId).matches()
        || !SPAN_ID.matcher(spanId).matches()) {
      return Optional.empty();
    }
    boolean sampled = (Integer.parseInt(matcher.group(4), HEXADECIMAL) & 1) == 1;
    return Optional.of(new TraceContext(traceId, spanId, sampled));
  }

  /** The value of the header, in version 00. */
  public String header() {
    return "00-" + traceId + "-" + spanId + (sampled ? "-01" : "-00");
  }

  /** 64 random bits that are not all 0. */
  private static String newId() {
    long bits;
    do {
      bits = ThreadLocalRandom.current().nextLong();
    } while (bits == 0);
    return hex(bits);
  }

  private static String hex(long bits) {
    String digits = Long.toHexString(bits);
    return "0".repeat(HEXADECIMAL - digits.length()) + digits;
  }
}

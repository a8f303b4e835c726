package io.atelier.inference;

import io.atelier.tensor.SafetensorsFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** One recorded result of a case and how near to it ours must be. */
record Expected(String what, Map<?, ?> json, float[] values) {

  static Expected read(Path folder, Map<?, ?> json) throws IOException {
    return of(folder.resolve((String) json.get("file")), json);
  }

  /** A result whose values are in a file. */
  static Expected of(Path values, Map<?, ?> json) throws IOException {
    try (SafetensorsFile file = SafetensorsFile.open(values)) {
      return new Expected(
          (String) json.get("what"), json, file.floats((String) json.get("tensor")));
    }
  }

  String node() {
    return (String) json.get("node");
  }

  int slot() {
    return ((Number) json.get("slot")).intValue();
  }

  /** How far a result is off, in words that begin with {@code ok} when that is within tolerance. */
  String compare(float[] result) {
    float[] ours = json.containsKey("stored") ? everyNth(result) : result;
    if (ours.length != values.length) {
      return "FAIL %s: %d values instead of %d".formatted(what, ours.length, values.length);
    }
    Map<?, ?> tolerance = (Map<?, ?>) json.get("tolerance");
    double squares = 0;
    double reference = 0;
    double greatest = 0;
    double relative = 0;
    for (int i = 0; i < values.length; i++) {
      if (Float.isNaN(values[i]) != Float.isNaN(ours[i])) {
        return "FAIL %s: %s instead of %s at %d".formatted(what, ours[i], values[i], i);
      }
      if (!Float.isFinite(values[i])) {
        continue;
      }
      double difference = Math.abs((double) ours[i] - values[i]);
      squares += difference * difference;
      reference += (double) values[i] * values[i];
      greatest = Math.max(greatest, difference);
      relative = Math.max(relative, difference / Math.max(1e-30, Math.abs(values[i])));
    }
    double rms = Math.sqrt(squares / Math.max(1e-30, reference));
    boolean within =
        rms <= limit(tolerance, "relative_rms")
            && greatest <= limit(tolerance, "max_abs")
            && relative <= limit(tolerance, "relative_per_value");
    return "%s %s: rms %.2e of %.2e, max %.2e of %.2e"
        .formatted(
            within ? "ok" : "FAIL",
            what,
            rms,
            limit(tolerance, "relative_rms"),
            greatest,
            limit(tolerance, "max_abs"));
  }

  private static double limit(Map<?, ?> tolerance, String name) {
    Number limit = (Number) tolerance.get(name);
    return limit == null ? Double.POSITIVE_INFINITY : limit.doubleValue();
  }

  /** Large results are stored in part: every 97th value. */
  private float[] everyNth(float[] all) {
    int n = 97;
    if (!((String) json.get("stored")).startsWith("every 97th value")) {
      throw new IllegalStateException("unknown way to store: " + json.get("stored"));
    }
    float[] part = new float[(all.length + n - 1) / n];
    for (int i = 0; i < part.length; i++) {
      part[i] = all[i * n];
    }
    return part;
  }
}

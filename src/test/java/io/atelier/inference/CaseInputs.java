package io.atelier.inference;

import io.atelier.array.FloatArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The arguments of recorded family cases as values. */
final class CaseInputs {
  private static final Pattern SIZES = Pattern.compile("zeros \\[([\\d,]+)]");
  private static final Pattern MASK =
      Pattern.compile(
          "\\[1,1,(\\d+),(\\d+)][:,] 1 (?:in|for) rows (\\d+)\\.\\.(\\d+)(?:,| and) columns"
              + " (\\d+)\\.\\.(\\d+)(?:, else 0)?");

  private CaseInputs() {}

  /** Values that are computed from a name. */
  static FloatArray array(Object json) {
    Map<?, ?> input = (Map<?, ?>) json;
    int[] shape = ints((List<?>) input.get("shape"));
    int count = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    return new FloatArray(
        shape,
        ModelLayout.values(
            (String) input.get("tensor"),
            count,
            number(input, "scale", 1),
            number(input, "base", 0)));
  }

  static int[] ints(List<?> list) {
    return list.stream().mapToInt(each -> ((Number) each).intValue()).toArray();
  }

  static double number(Map<?, ?> json, String name, double otherwise) {
    return json.get(name) instanceof Number number ? number.doubleValue() : otherwise;
  }

  static float[] floats(Object list) {
    List<?> values = (List<?>) list;
    float[] result = new float[values.size()];
    for (int i = 0; i < result.length; i++) {
      result[i] = ((Number) values.get(i)).floatValue();
    }
    return result;
  }

  /** A latent of given values, or one of zeros. */
  static FloatArray latent(Object json) {
    if (json instanceof Map<?, ?>) {
      return array(json);
    }
    Matcher sizes = SIZES.matcher((String) json);
    if (!sizes.matches()) {
      throw new IllegalStateException("no such latent: " + json);
    }
    return FloatArray.zeros(
        Arrays.stream(sizes.group(1).split(",")).mapToInt(Integer::parseInt).toArray());
  }

  /** A mask with one rectangle of ones. */
  static FloatArray mask(String text) {
    Matcher numbers = MASK.matcher(text);
    if (!numbers.matches()) {
      throw new IllegalStateException("no such mask: " + text);
    }
    List<Integer> all = new ArrayList<>();
    for (int i = 1; i <= numbers.groupCount(); i++) {
      all.add(Integer.parseInt(numbers.group(i)));
    }
    FloatArray mask = FloatArray.zeros(1, 1, all.get(0), all.get(1));
    for (int row = all.get(2); row <= all.get(3); row++) {
      Arrays.fill(mask.data(), row * all.get(1) + all.get(4), row * all.get(1) + all.get(5) + 1, 1);
    }
    return mask;
  }
}

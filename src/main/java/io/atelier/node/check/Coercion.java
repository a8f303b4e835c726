package io.atelier.node.check;

import io.atelier.json.Json;
import io.atelier.json.PythonText;
import io.atelier.node.SocketType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Conversion of constants to the declared type of their input, with the rules and error texts of
 * the host language that ComfyUI's clients were made against.
 */
final class Coercion {
  private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]+(_[0-9]+)*");
  private static final Pattern FLOATING =
      Pattern.compile(
          "[+-]?([0-9]+(_[0-9]+)*\\.?([0-9]+(_[0-9]+)*)?|\\.[0-9]+(_[0-9]+)*)"
              + "([eE][+-]?[0-9]+(_[0-9]+)*)?");
  private static final Pattern NOT_FINITE =
      Pattern.compile("([+-]?)(nan|inf|infinity)", Pattern.CASE_INSENSITIVE);
  private static final int MAX_DIGITS = 4_300;

  private Coercion() {}

  /** A value that cannot be converted; the message is shown to clients. */
  static final class CoercionException extends Exception {
    CoercionException(String message) {
      super(message);
    }
  }

  /** Whether constants of the type are converted at all. */
  static boolean converts(SocketType type) {
    return switch (type.name()) {
      case "INT", "FLOAT", "STRING", "BOOLEAN" -> true;
      default -> false;
    };
  }

  /** The value converted to the type. */
  static Object convert(SocketType type, @Nullable Object value) throws CoercionException {
    return switch (type.name()) {
      case "INT" -> toInteger(value);
      case "FLOAT" -> toFloating(value);
      case "STRING" -> PythonText.str(value);
      case "BOOLEAN" -> isTruthy(value);
      default -> throw new IllegalArgumentException("no conversion to " + type);
    };
  }

  private static Number toInteger(@Nullable Object value) throws CoercionException {
    if (value instanceof Boolean b) {
      return b ? 1L : 0L;
    }
    if (value instanceof Double d) {
      if (d.isNaN()) {
        throw new CoercionException("cannot convert float NaN to integer");
      }
      if (d.isInfinite()) {
        throw new CoercionException("cannot convert float infinity to integer");
      }
      return Json.integer(new BigDecimal(d).toBigInteger());
    }
    if (value instanceof Number n) {
      return n;
    }
    if (value instanceof String s) {
      String digits = s.strip();
      if (digits.length() > MAX_DIGITS || !INTEGER.matcher(digits).matches()) {
        throw new CoercionException(
            "invalid literal for int() with base 10: " + PythonText.repr(s));
      }
      String plain = digits.replace("_", "");
      return Json.integer(new BigInteger(plain.startsWith("+") ? plain.substring(1) : plain));
    }
    throw new CoercionException(
        "int() argument must be a string, a bytes-like object or a real number, not '"
            + PythonText.typeName(value)
            + "'");
  }

  private static Double toFloating(@Nullable Object value) throws CoercionException {
    if (value instanceof Boolean b) {
      return b ? 1.0 : 0.0;
    }
    if (value instanceof Number n) {
      double d = n.doubleValue();
      if (Double.isInfinite(d) && !(n instanceof Double)) {
        throw new CoercionException("int too large to convert to float");
      }
      return d;
    }
    if (value instanceof String s) {
      String text = s.strip();
      var notFinite = NOT_FINITE.matcher(text);
      if (notFinite.matches()) {
        double sign = "-".equals(notFinite.group(1)) ? -1 : 1;
        boolean nan = "nan".equalsIgnoreCase(notFinite.group(2));
        return sign * (nan ? Double.NaN : Double.POSITIVE_INFINITY);
      }
      if (FLOATING.matcher(text).matches()) {
        return Double.valueOf(text.replace("_", ""));
      }
      throw new CoercionException("could not convert string to float: " + PythonText.repr(s));
    }
    throw new CoercionException(
        "float() argument must be a string or a real number, not '"
            + PythonText.typeName(value)
            + "'");
  }

  private static Boolean isTruthy(@Nullable Object value) {
    if (value == null) {
      return false;
    }
    if (value instanceof Boolean b) {
      return b;
    }
    if (value instanceof Number n) {
      return n.doubleValue() != 0;
    }
    if (value instanceof String s) {
      return !s.isEmpty();
    }
    if (value instanceof List<?> list) {
      return !list.isEmpty();
    }
    return !(value instanceof Map<?, ?> map) || !map.isEmpty();
  }

  /** Equality of constants and choices: 1, 1.0 and true are equal, 1 and "1" are not. */
  static boolean areEqual(@Nullable Object a, @Nullable Object b) {
    Object left = a instanceof Boolean x ? (Object) (x ? 1L : 0L) : a;
    Object right = b instanceof Boolean y ? (Object) (y ? 1L : 0L) : b;
    if (left instanceof Number m && right instanceof Number n) {
      return left.equals(right) || m.doubleValue() == n.doubleValue();
    }
    return left == null ? right == null : left.equals(right);
  }
}

package dev.javaform.template.function;

import dev.javaform.template.expression.Bound;
import dev.javaform.template.expression.ExpressionException;
import dev.javaform.template.expression.Text;
import dev.javaform.template.expression.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Comparison of version numbers. */
final class VersionTests {

  private static final Pattern PART = Pattern.compile("\\d+|[a-z]+|[^\\da-z.]+");
  private static final Pattern SEMANTIC =
      Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+)(?:-([0-9A-Za-z.-]+))?(?:\\+[0-9A-Za-z.-]+)?");

  private VersionTests() {}

  static void addTo(Tests tests) {
    tests
        .add("version", "version operator? strict? version_type?", VersionTests::holds)
        .alias("version_compare", "version");
  }

  static boolean holds(@Nullable Object value, Bound call) {
    if (!Values.truth(value) || !Values.truth(call.get("version"))) {
      throw ExpressionException.failed(
          !Values.truth(value)
              ? "Input version value cannot be empty"
              : "Version parameter to compare against cannot be empty");
    }
    int order = order(Text.str(value), Text.str(call.get("version")), kind(call));
    return switch (call.text("operator", "eq")) {
      case "==", "=", "eq" -> order == 0;
      case "!=", "<>", "ne" -> order != 0;
      case "<", "lt" -> order < 0;
      case "<=", "le" -> order <= 0;
      case ">", "gt" -> order > 0;
      case ">=", "ge" -> order >= 0;
      case String other -> throw ExpressionException.failed("Invalid operator type (%s).", other);
    };
  }

  private static String kind(Bound call) {
    return call.flag("strict") ? "strict" : call.text("version_type", "loose");
  }

  private static int order(String left, String right, String kind) {
    return switch (kind) {
      case "semver", "semantic" -> semantic(left, right);
      case "loose", "strict", "pep440" -> loose(left, right);
      default -> throw ExpressionException.failed("Invalid version type (%s).", kind);
    };
  }

  private static int loose(String left, String right) {
    return compare(parts(left), parts(right));
  }

  private static List<Object> parts(String version) {
    List<Object> parts = new ArrayList<>();
    PART.matcher(version)
        .results()
        .map(match -> match.group())
        .forEach(part -> parts.add(part(part)));
    return parts;
  }

  private static Object part(String text) {
    return Character.isDigit(text.charAt(0)) ? (Object) new java.math.BigInteger(text) : text;
  }

  private static int compare(List<Object> left, List<Object> right) {
    for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
      int order = comparePart(left.get(i), right.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(left.size(), right.size());
  }

  private static int comparePart(Object left, Object right) {
    if (left.getClass() != right.getClass()) {
      throw ExpressionException.failed(
          "Version comparison failed: '<' not supported between instances of '%s' and '%s'",
          Values.typeName(left), Values.typeName(right));
    }
    return Values.compare(left, right, "<");
  }

  private static int semantic(String left, String right) {
    var one = SEMANTIC.matcher(left);
    var other = SEMANTIC.matcher(right);
    if (!one.matches() || !other.matches()) {
      throw ExpressionException.failed(
          "invalid semantic version '%s'", one.matches() ? right : left);
    }
    for (int i = 1; i <= 3; i++) {
      int order =
          new java.math.BigInteger(one.group(i))
              .compareTo(new java.math.BigInteger(other.group(i)));
      if (order != 0) {
        return order;
      }
    }
    return prerelease(one.group(4), other.group(4));
  }

  /** A release comes after its previews; numbers come before words. */
  private static int prerelease(@Nullable String left, @Nullable String right) {
    if (left == null || right == null) {
      return Boolean.compare(left == null, right == null);
    }
    List<String> one = List.of(left.split("\\."));
    List<String> other = List.of(right.split("\\."));
    for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
      int order = identifier(one.get(i), other.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(one.size(), other.size());
  }

  private static int identifier(String left, String right) {
    boolean number = left.matches("\\d+");
    boolean otherNumber = right.matches("\\d+");
    return number && otherNumber
        ? new java.math.BigInteger(left).compareTo(new java.math.BigInteger(right))
        : number != otherNumber ? (number ? -1 : 1) : left.compareTo(right);
  }
}

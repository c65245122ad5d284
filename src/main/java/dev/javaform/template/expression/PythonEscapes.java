package dev.javaform.template.expression;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Python's escape sequences in string literals; an unknown one stays as it is. */
final class PythonEscapes {

  private static final Pattern SEQUENCE =
      Pattern.compile(
          "\\\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-7]{1,3}|.)", Pattern.DOTALL);

  private PythonEscapes() {}

  static String resolve(String literal) {
    return SEQUENCE
        .matcher(literal)
        .replaceAll(match -> Matcher.quoteReplacement(character(match.group(1))));
  }

  private static String character(String sequence) {
    return switch (sequence.charAt(0)) {
      case 'n' -> "\n";
      case 't' -> "\t";
      case 'r' -> "\r";
      case 'a' -> "\u0007";
      case 'b' -> "\b";
      case 'f' -> "\f";
      case 'v' -> "\u000b";
      case '\n' -> "";
      case '\\', '\'', '"' -> sequence;
      case 'x', 'u', 'U' -> coded(sequence);
      case '0', '1', '2', '3', '4', '5', '6', '7' ->
          Character.toString(Integer.parseInt(sequence, 8));
      default -> "\\" + sequence;
    };
  }

  private static String coded(String sequence) {
    return sequence.length() == 1
        ? "\\" + sequence
        : Character.toString(Integer.parseInt(sequence.substring(1), 16));
  }
}

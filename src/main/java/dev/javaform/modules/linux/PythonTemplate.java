package dev.javaform.modules.linux;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replacement texts as Python's {@code re.sub} and {@code Match.expand} read them: {@code \1},
 * {@code \g<1>}, {@code \g<name>}, and the usual escapes; a group that did not match is empty.
 */
final class PythonTemplate {

  private static final Pattern ESCAPE =
      Pattern.compile(
          "\\\\(?:g<(\\w+)>|(0[0-7]{0,2}|[1-3][0-7]{2})|([1-9][0-9]?)|(.))", Pattern.DOTALL);
  private static final String LETTERS = "abfnrtv\\";
  private static final String MEANT = "\u0007\b\f\n\r\t\u000B\\";

  private PythonTemplate() {}

  /** The text with what {@code match} found. */
  static String expand(String template, Matcher match) {
    StringBuilder text = new StringBuilder();
    Matcher escape = ESCAPE.matcher(template);
    int done = 0;
    while (escape.find()) {
      text.append(template, done, escape.start()).append(meaning(escape, match));
      done = escape.end();
    }
    return text.append(template.substring(done)).toString();
  }

  private static String meaning(Matcher escape, Matcher match) {
    if (escape.group(1) != null) {
      return group(escape.group(1), match);
    }
    if (escape.group(2) != null) {
      return String.valueOf((char) Integer.parseInt(escape.group(2), 8));
    }
    if (escape.group(3) != null) {
      return group(escape.group(3), match);
    }
    return letter(escape.group(4));
  }

  private static String group(String name, Matcher match) {
    try {
      String found =
          Character.isDigit(name.charAt(0))
              ? match.group(Integer.parseInt(name))
              : match.group(PythonPattern.groupName(name));
      return found == null ? "" : found;
    } catch (IndexOutOfBoundsException | IllegalArgumentException _) {
      throw new IllegalArgumentException(
          "The replacement speaks of the group \""
              + name
              + "\", which the expression does not have.");
    }
  }

  private static String letter(String letter) {
    int known = LETTERS.indexOf(letter);
    if (known >= 0) {
      return MEANT.substring(known, known + 1);
    }
    if (letter.matches("[A-Za-z]")) {
      throw new IllegalArgumentException(
          "\"\\" + letter + "\" means nothing in a replacement; a backslash itself is \"\\\\\".");
    }
    return "\\" + letter;
  }
}

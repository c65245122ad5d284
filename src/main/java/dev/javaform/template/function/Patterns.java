package dev.javaform.template.function;

import dev.javaform.template.expression.Bound;
import dev.javaform.template.expression.ExpressionException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Python's regular expressions in Java's words. */
final class Patterns {

  private static final int LARGEST_CACHE = 5_000;
  private static final int USUAL =
      Pattern.UNIX_LINES | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS;

  private record Key(String pattern, int flags) {}

  private static final Map<Key, Pattern> COMPILED = new ConcurrentHashMap<>();

  private Patterns() {}

  static Pattern compile(String pattern) {
    return compile(pattern, USUAL);
  }

  /** The pattern, with the call's {@code ignorecase} and {@code multiline}. */
  static Pattern compile(String pattern, Bound call) {
    int flags = USUAL;
    flags |= call.flag("ignorecase") ? Pattern.CASE_INSENSITIVE : 0;
    flags |= call.flag("multiline") ? Pattern.MULTILINE : 0;
    return compile(pattern, flags);
  }

  private static Pattern compile(String pattern, int flags) {
    if (COMPILED.size() > LARGEST_CACHE) {
      COMPILED.clear();
    }
    return COMPILED.computeIfAbsent(new Key(pattern, flags), Patterns::compiled);
  }

  private static Pattern compiled(Key key) {
    try {
      return Pattern.compile(translated(key.pattern()), key.flags());
    } catch (PatternSyntaxException failure) {
      throw ExpressionException.failed(
          "The regular expression '%s' is wrong: %s.", key.pattern(), failure.getDescription());
    }
  }

  private static String translated(String pattern) {
    StringBuilder java = new StringBuilder();
    boolean inClass = false;
    for (int i = 0; i < pattern.length(); i++) {
      char letter = pattern.charAt(i);
      if (letter == '\\' && i + 1 < pattern.length()) {
        java.append(escape(pattern.charAt(++i), inClass));
      } else if (inClass) {
        java.append(letter == '[' || letter == '&' ? "\\" + letter : String.valueOf(letter));
        inClass = letter != ']' || opens(pattern, i);
      } else if (pattern.startsWith("(?P", i)) {
        i = group(pattern, i + 3, java);
      } else {
        java.append(letter);
        inClass = letter == '[';
        i = inClass ? classStart(pattern, i, java) : i;
      }
    }
    return java.toString();
  }

  /** A {@code ]} right after the opening bracket is a member. */
  private static boolean opens(String pattern, int at) {
    return pattern.charAt(at - 1) == '[' && (at < 2 || pattern.charAt(at - 2) != '\\');
  }

  private static int classStart(String pattern, int at, StringBuilder java) {
    int next = at + 1;
    if (pattern.startsWith("^", next)) {
      java.append('^');
      next++;
    }
    if (pattern.startsWith("]", next)) {
      java.append("\\]");
      next++;
    }
    return next - 1;
  }

  private static String escape(char letter, boolean inClass) {
    return switch (letter) {
      case 'Z' -> inClass ? "Z" : "\\z";
      case '_' -> "_";
      case '<', '>' -> String.valueOf(letter);
      default -> "\\" + letter;
    };
  }

  /**
   * {@code (?P<name>}, {@code (?P=name)} and {@code (?P>name)}; the offset of their last character.
   */
  private static int group(String pattern, int at, StringBuilder java) {
    boolean reference = pattern.startsWith("=", at);
    int end = pattern.indexOf(reference ? ')' : '>', at);
    if (end < 0) {
      throw ExpressionException.failed(
          "The regular expression '%s' has an open group name.", pattern);
    }
    String name = javaName(pattern.substring(at + 1, end));
    java.append(reference ? "\\k<" + name + ">" : "(?<" + name + ">");
    return end;
  }

  /** Java's group names have no underscore. */
  static String javaName(String name) {
    return name.replace("_", "U95");
  }

  /** The text of a group by number or name; Java null where it did not match. */
  static String group(Matcher match, String group) {
    try {
      return group.matches("\\d+")
          ? match.group(Integer.parseInt(group))
          : match.group(javaName(group));
    } catch (IllegalArgumentException | IndexOutOfBoundsException _) {
      throw ExpressionException.failed("no such group: %s", group);
    }
  }

  /** Python's replacement text: {@code \1}, {@code \g<1>}, {@code \g<name>}, {@code \n}. */
  static String expanded(String replacement, Matcher match) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < replacement.length(); i++) {
      char letter = replacement.charAt(i);
      if (letter != '\\' || i + 1 == replacement.length()) {
        text.append(letter);
        continue;
      }
      int end = referenceEnd(replacement, i + 1);
      text.append(reference(replacement.substring(i + 1, end), match));
      i = end - 1;
    }
    return text.toString();
  }

  private static int referenceEnd(String replacement, int at) {
    if (replacement.startsWith("g<", at)) {
      return replacement.indexOf('>', at) + 1;
    }
    boolean two =
        at + 1 < replacement.length()
            && Character.isDigit(replacement.charAt(at))
            && Character.isDigit(replacement.charAt(at + 1));
    return at + (two ? 2 : 1);
  }

  private static String reference(String reference, Matcher match) {
    char first = reference.charAt(0);
    if (first == 'g' && reference.length() > 1) {
      return orEmpty(group(match, reference.substring(2, reference.length() - 1)));
    }
    if (Character.isDigit(first)) {
      return reference.startsWith("0") ? "\0" : orEmpty(group(match, reference));
    }
    return switch (first) {
      case 'n' -> "\n";
      case 't' -> "\t";
      case 'r' -> "\r";
      case '\\' -> "\\";
      default -> refusedOrKept(first);
    };
  }

  private static String refusedOrKept(char letter) {
    if (Character.isLetter(letter)) {
      throw ExpressionException.failed("bad escape \\%s in the replacement", letter);
    }
    return "\\" + letter;
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }
}

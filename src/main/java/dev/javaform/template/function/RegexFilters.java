package dev.javaform.template.function;

import dev.javaform.template.expression.Bound;
import dev.javaform.template.expression.ExpressionException;
import dev.javaform.template.expression.Text;
import dev.javaform.template.expression.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Filters and tests with regular expressions. */
final class RegexFilters {

  private static final String SPECIAL = " \t\n\r\u000b\f#$&()*+-.?[\\]^{|}~";
  private static final Pattern POSIX_BASIC = Pattern.compile("[\\].\\[^$*\\\\]");
  private static final Pattern GROUP =
      Pattern.compile("\\\\(?:g<(\\S+)>|(\\d+)).*", Pattern.DOTALL);

  private RegexFilters() {}

  static void addTo(Filters filters) {
    filters
        .add("regex_replace", "pattern? replacement? ignorecase? multiline?", RegexFilters::replace)
        .add("regex_search", "regex *groups **flags", RegexFilters::search)
        .add("regex_findall", "regex multiline? ignorecase?", RegexFilters::findAll)
        .add("regex_escape", "re_type?", RegexFilters::escape);
  }

  static void addTo(Tests tests) {
    tests
        .add(
            "match",
            "pattern? ignorecase? multiline?",
            (value, call) -> matcher(value, call).lookingAt())
        .add(
            "search",
            "pattern? ignorecase? multiline?",
            (value, call) -> matcher(value, call).find())
        .add("regex", "pattern? ignorecase? multiline? match_type?", RegexFilters::matches);
  }

  private static boolean matches(Object value, Bound call) {
    Matcher matcher = matcher(value, call);
    return switch (call.text("match_type", "search")) {
      case "match" -> matcher.lookingAt();
      case "fullmatch" -> matcher.matches();
      default -> matcher.find();
    };
  }

  private static Matcher matcher(Object value, Bound call) {
    return Patterns.compile(call.text("pattern", ""), call).matcher(Text.str(value));
  }

  private static Object replace(Object value, Bound call) {
    String replacement = call.text("replacement", "");
    return matcher(value, call)
        .replaceAll(
            match -> Matcher.quoteReplacement(Patterns.expanded(replacement, (Matcher) match)));
  }

  private static Object search(Object value, Bound call) {
    Bound flags = new Bound(call.function(), call.others(), List.of(), java.util.Map.of());
    Matcher match = Patterns.compile(call.text("regex"), flags).matcher(Text.str(value));
    if (!match.find()) {
      return null;
    }
    if (call.rest().isEmpty()) {
      return match.group();
    }
    List<Object> groups = new ArrayList<>();
    call.rest().forEach(group -> groups.add(Patterns.group(match, groupName(Text.str(group)))));
    return groups;
  }

  private static String groupName(String argument) {
    Matcher name = GROUP.matcher(argument);
    if (!name.matches()) {
      throw ExpressionException.failed("Unknown argument %s", Text.repr(argument));
    }
    return name.group(1) == null ? name.group(2) : name.group(1);
  }

  private static Object findAll(Object value, Bound call) {
    Matcher match = Patterns.compile(call.text("regex"), call).matcher(Text.str(value));
    List<Object> found = new ArrayList<>();
    while (match.find()) {
      found.add(found(match));
    }
    return found;
  }

  /** All of it, the only group, or a tuple of the groups. */
  private static Object found(Matcher match) {
    if (match.groupCount() < 2) {
      String text = match.group(match.groupCount());
      return text == null ? "" : text;
    }
    List<Object> groups = new ArrayList<>();
    for (int i = 1; i <= match.groupCount(); i++) {
      groups.add(match.group(i) == null ? "" : match.group(i));
    }
    return new Tuple(groups);
  }

  private static Object escape(Object value, Bound call) {
    String text = Text.str(value);
    return switch (call.text("re_type", "python")) {
      case "python" -> escaped(text);
      case "posix_basic" -> POSIX_BASIC.matcher(text).replaceAll("\\\\$0");
      case String other -> throw ExpressionException.failed("Invalid regex type (%s)", other);
    };
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    for (char letter : text.toCharArray()) {
      escaped.append(SPECIAL.indexOf(letter) >= 0 ? "\\" : "").append(letter);
    }
    return escaped.toString();
  }
}

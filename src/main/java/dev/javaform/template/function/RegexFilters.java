package dev.javaform.template.function;

import dev.javaform.python.Regex;
import dev.javaform.python.ReplacementText;
import dev.javaform.python.Tuple;
import dev.javaform.template.expression.Bound;
import dev.javaform.template.expression.ExpressionException;
import dev.javaform.template.expression.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

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
            (value, call) -> match(value, call, Matcher::lookingAt))
        .add(
            "search",
            "pattern? ignorecase? multiline?",
            (value, call) -> match(value, call, Matcher::find))
        .add("regex", "pattern? ignorecase? multiline? match_type?", RegexFilters::matches);
  }

  private static boolean matches(@Nullable Object value, Bound call) {
    return switch (call.text("match_type", "search")) {
      case "match" -> match(value, call, Matcher::lookingAt);
      case "fullmatch" -> match(value, call, Matcher::matches);
      default -> match(value, call, Matcher::find);
    };
  }

  private static <T> T match(@Nullable Object value, Bound call, Function<Matcher, T> work) {
    Regex regex = Regexes.of(call.text("pattern", ""), call);
    return Regexes.match(regex, Text.str(value), work);
  }

  private static Object replace(@Nullable Object value, Bound call) {
    Regex regex = Regexes.of(call.text("pattern", ""), call);
    ReplacementText replacement = Regexes.replacement(call.text("replacement", ""), regex);
    return Regexes.match(
        regex,
        Text.str(value),
        matcher ->
            matcher.replaceAll(match -> Matcher.quoteReplacement(replacement.expand(match))));
  }

  private static @Nullable Object search(@Nullable Object value, Bound call) {
    Bound flags = new Bound(call.function(), call.others(), List.of(), java.util.Map.of());
    Regex regex = Regexes.of(call.text("regex"), flags);
    List<Integer> groups = call.rest().stream().map(it -> group(regex, Text.str(it))).toList();
    List<Object> found = new ArrayList<>();
    Regexes.match(regex, Text.str(value), match -> search(match, groups, found));
    return found.isEmpty() ? null : found.getFirst();
  }

  private static boolean search(Matcher match, List<Integer> wanted, List<Object> found) {
    found.clear();
    if (!match.find()) {
      return false;
    }
    if (wanted.isEmpty()) {
      return found.add(match.group());
    }
    List<Object> groups = new ArrayList<>();
    wanted.forEach(group -> groups.add(match.group(group)));
    return found.add(groups);
  }

  private static int group(Regex regex, String argument) {
    Matcher name = GROUP.matcher(argument);
    if (!name.matches()) {
      throw ExpressionException.failed("Unknown argument %s", Text.repr(argument));
    }
    String called = name.group(1) == null ? name.group(2) : name.group(1);
    return regex
        .group(called)
        .orElseThrow(() -> ExpressionException.failed("no such group: %s", called));
  }

  private static Object findAll(@Nullable Object value, Bound call) {
    Regex regex = Regexes.of(call.text("regex"), call);
    return Regexes.match(regex, Text.str(value), RegexFilters::all);
  }

  private static List<Object> all(Matcher match) {
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

  private static Object escape(@Nullable Object value, Bound call) {
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

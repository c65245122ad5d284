package dev.javaform.template.expression;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The methods of Python's {@code str} that playbooks call. */
enum StringMethods {
  UPPER("", (text, _) -> text.toUpperCase(Locale.ROOT)),
  LOWER("", (text, _) -> text.toLowerCase(Locale.ROOT)),
  CASEFOLD("", (text, _) -> text.toLowerCase(Locale.ROOT)),
  CAPITALIZE("", (text, _) -> Strings.capitalize(text)),
  TITLE("", (text, _) -> Strings.title(text)),
  SWAPCASE("", (text, _) -> Strings.swapCase(text)),
  STRIP("chars?", (text, call) -> Strings.strip(text, call.textIfGiven("chars"), true, true)),
  LSTRIP("chars?", (text, call) -> Strings.strip(text, call.textIfGiven("chars"), true, false)),
  RSTRIP("chars?", (text, call) -> Strings.strip(text, call.textIfGiven("chars"), false, true)),
  SPLIT(
      "sep? maxsplit?",
      (text, call) -> Strings.split(text, call.textIfGiven("sep"), call.number("maxsplit", -1))),
  RSPLIT(
      "sep? maxsplit?",
      (text, call) -> Strings.rsplit(text, call.textIfGiven("sep"), call.number("maxsplit", -1))),
  SPLITLINES("keepends?", (text, call) -> Strings.lines(text, call.flag("keepends"))),
  PARTITION("sep", (text, call) -> Strings.partition(text, call.text("sep"))),
  RPARTITION("sep", (text, call) -> Strings.rpartition(text, call.text("sep"))),
  JOIN("iterable", (text, call) -> join(text, call.items("iterable"))),
  REPLACE(
      "old new count?",
      (text, call) ->
          Strings.replace(text, call.text("old"), call.text("new"), call.number("count", -1))),
  STARTSWITH(
      "prefix start? end?",
      (text, call) -> affix(call.get("prefix"), part(text, call)::startsWith)),
  ENDSWITH(
      "suffix start? end?", (text, call) -> affix(call.get("suffix"), part(text, call)::endsWith)),
  REMOVEPREFIX(
      "prefix",
      (text, call) ->
          text.startsWith(call.text("prefix"))
              ? text.substring(call.text("prefix").length())
              : text),
  REMOVESUFFIX(
      "suffix",
      (text, call) ->
          text.endsWith(call.text("suffix"))
              ? text.substring(0, text.length() - call.text("suffix").length())
              : text),
  FIND(
      "sub start? end?",
      (text, call) -> found(text, call, text.indexOf(call.text("sub"), call.number("start", 0)))),
  RFIND("sub", (text, call) -> (long) text.lastIndexOf(call.text("sub"))),
  INDEX(
      "sub start?",
      (text, call) -> existing((long) text.indexOf(call.text("sub"), call.number("start", 0)))),
  RINDEX("sub", (text, call) -> existing((long) text.lastIndexOf(call.text("sub")))),
  COUNT("sub", (text, call) -> Strings.count(text, call.text("sub"))),
  ZFILL("width", (text, call) -> Strings.zeroFill(text, call.number("width"))),
  CENTER(
      "width fillchar?",
      (text, call) -> Strings.center(text, call.number("width"), call.text("fillchar", " "))),
  LJUST(
      "width fillchar?",
      (text, call) ->
          text + Limits.repeated(call.text("fillchar", " "), call.number("width") - text.length())),
  RJUST(
      "width fillchar?",
      (text, call) ->
          Limits.repeated(call.text("fillchar", " "), call.number("width") - text.length()) + text),
  EXPANDTABS("tabsize?", (text, call) -> Strings.expandTabs(text, call.number("tabsize", 8))),
  ISDIGIT("", (text, _) -> Strings.all(text, Character::isDigit)),
  ISNUMERIC("", (text, _) -> Strings.all(text, Character::isDigit)),
  ISDECIMAL("", (text, _) -> Strings.all(text, Character::isDigit)),
  ISALPHA("", (text, _) -> Strings.all(text, Character::isLetter)),
  ISALNUM("", (text, _) -> Strings.all(text, Character::isLetterOrDigit)),
  ISSPACE("", (text, _) -> Strings.all(text, Character::isWhitespace)),
  ISUPPER("", (text, _) -> Strings.cased(text) && text.equals(text.toUpperCase(Locale.ROOT))),
  ISLOWER("", (text, _) -> Strings.cased(text) && text.equals(text.toLowerCase(Locale.ROOT))),
  FORMAT("*args **kwargs", (text, call) -> BraceFormat.format(text, call.rest(), call.others()));

  @SuppressWarnings("ImmutableEnumChecker") // a list that nobody changes
  private final Parameters parameters;

  @SuppressWarnings("ImmutableEnumChecker") // functions, which have no state
  private final BiFunction<String, Bound, Object> body;

  StringMethods(String parameters, BiFunction<String, Bound, Object> body) {
    this.parameters = Parameters.of(name().toLowerCase(Locale.ROOT), parameters);
    this.body = body;
  }

  static Optional<StringMethods> find(String name) {
    return Arrays.stream(values())
        .filter(method -> method.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst();
  }

  Callable on(String text) {
    return (positional, named) -> body.apply(text, parameters.bind(positional, named));
  }

  private static String join(String glue, List<Object> items) {
    return items.stream().map(StringMethods::joined).collect(Collectors.joining(glue));
  }

  private static String joined(@Nullable Object item) {
    if (Values.known(item) instanceof String text) {
      return text;
    }
    throw ExpressionException.failed(
        "sequence item: expected str instance, %s found", Values.typeName(item));
  }

  private static String part(String text, Bound call) {
    return (String) Access.slice(text, call.get("start"), call.get("end"), null);
  }

  private static boolean affix(@Nullable Object wanted, java.util.function.Predicate<String> has) {
    return wanted instanceof List<?> any
        ? any.stream().anyMatch(one -> has.test(Text.str(one)))
        : has.test(Text.str(wanted));
  }

  private static Object found(String text, Bound call, int at) {
    int end = call.number("end", text.length());
    return at >= 0 && at + call.text("sub").length() <= end ? (long) at : -1L;
  }

  private static Object existing(long at) {
    if (at < 0) {
      throw ExpressionException.failed("substring not found");
    }
    return at;
  }
}

package dev.javaform.template.ansible;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.Sets;
import dev.javaform.source.Mark;
import dev.javaform.template.TemplateException;
import dev.javaform.template.UnknownValueException;
import dev.javaform.template.function.Library;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** However an expression is used wrongly, what is said of it is in words of our own. */
@Tag("faults")
class PlainWordsTest {

  /** What Java, its libraries and our own classes would say. */
  private static final Pattern FOREIGN =
      Pattern.compile(
          "java\\.|javax\\.|\\bclass |dev\\.javaform|com\\.|org\\.|[A-Z]\\w+Exception|[A-Z]\\w+Error\\b"
              + "|For input string|Index \\d+|\\bnull\\b|[Ii]llegal|out of bounds|out of range"
              + "|Unrecognized|Unexpected char|was expecting|near index|Cannot invoke|\\$\\$|@[0-9a-f]{5,}");

  private static final List<String> VALUES =
      List.of(
          "none",
          "true",
          "-1",
          "1.5",
          "'text'",
          "'(['",
          "'%'",
          "[]",
          "[1, 'a', none]",
          "{'a': 1}",
          "{1: 'b'}",
          "now()",
          "missing");

  private static final List<String> ARGUMENTS =
      List.of(
          "",
          "none",
          "-1",
          "'text'",
          "'(['",
          "[]",
          "{}",
          "none, none",
          "1, 2",
          "'x', {}, []",
          "0, 0, 0",
          "'a', 'b', 'c', 'd'",
          "unheard=1",
          "*[1, 2]");

  /** These take their time by design, or reach outside. */
  private static final Set<String> LEFT_OUT = Set.of("password_hash", "pipe", "lines", "password");

  private final Given scope = Given.nothing();
  private final Set<String> foreign = new LinkedHashSet<>();
  private int failures;

  private void tryOut(String expression) {
    try {
      Given.TEMPLATES.evaluate(expression, Mark.NOWHERE, scope);
    } catch (TemplateException e) {
      failures++;
      String said = e.diagnostic().detail().replace(expression, "");
      if (FOREIGN.matcher(said).find()) {
        foreign.add(expression + " -> " + said);
      }
    } catch (UnknownValueException e) {
      throw new AssertionError(expression, e);
    } catch (RuntimeException e) {
      foreign.add(expression + " -> " + e + " at " + e.getStackTrace()[0]);
    }
  }

  private void expect(int atLeast) {
    assertEquals(
        List.of(),
        new ArrayList<>(foreign).subList(0, Math.min(60, foreign.size())),
        foreign.size() + " in all");
    assertEquals(true, failures > atLeast, "only " + failures + " failed at all");
  }

  @Test
  void ofFilters() {
    for (String filter : Sets.difference(new Library().filters(), LEFT_OUT)) {
      for (String value : VALUES) {
        ARGUMENTS.forEach(arguments -> tryOut("(%s) | %s(%s)".formatted(value, filter, arguments)));
      }
    }
    expect(5_000);
  }

  @Test
  void ofTests() {
    for (String test : new Library().tests()) {
      for (String value : VALUES) {
        ARGUMENTS.forEach(arguments -> tryOut("(%s) is %s(%s)".formatted(value, test, arguments)));
      }
    }
    expect(500);
  }

  @Test
  void ofOperators() {
    for (String operator :
        List.of("+", "-", "*", "/", "//", "%", "**", "~", "<", ">=", "==", "in", "and")) {
      for (String left : VALUES) {
        VALUES.forEach(right -> tryOut("(%s) %s (%s)".formatted(left, operator, right)));
      }
    }
    for (String value : VALUES) {
      Stream.of(
              "-(%s)",
              "(%s)[1]",
              "(%s)['a']",
              "(%s)[none]",
              "(%s)[10 ** 30]",
              "(%s)[::0]",
              "(%s)[:'a']",
              "(%s)()",
              "(%s).a",
              "(%s).a.b",
              "not (%s)")
          .forEach(form -> tryOut(form.formatted(value)));
    }
    expect(300);
  }

  @Test
  void ofMethods() {
    List<String> methods =
        List.of(
            "split",
            "join",
            "format",
            "replace",
            "find",
            "index",
            "encode",
            "decode",
            "strip",
            "startswith",
            "zfill",
            "center",
            "items",
            "get",
            "keys",
            "update",
            "pop",
            "append",
            "extend",
            "insert",
            "remove",
            "count",
            "sort",
            "strftime",
            "isoformat",
            "timestamp",
            "splitlines",
            "partition",
            "expandtabs",
            "translate");
    for (String method : methods) {
      for (String value : VALUES) {
        ARGUMENTS.forEach(arguments -> tryOut("(%s).%s(%s)".formatted(value, method, arguments)));
      }
    }
    expect(300);
  }

  @Test
  void ofFunctions() {
    Set<String> lookups = Sets.difference(new Library().lookups(), LEFT_OUT);
    List<String> names =
        new ArrayList<>(
            List.of(
                "range",
                "dict",
                "now",
                "lipsum",
                "cycler",
                "joiner",
                "namespace",
                "lookup",
                "query",
                "q",
                "undef"));
    for (String name : names) {
      ARGUMENTS.forEach(arguments -> tryOut("%s(%s)".formatted(name, arguments)));
    }
    for (String lookup : lookups) {
      for (String value : VALUES) {
        ARGUMENTS.forEach(
            arguments ->
                tryOut(
                    "lookup('%s', %s)"
                        .formatted(
                            lookup, String.join(", ", value, arguments).replaceAll(", $", ""))));
      }
    }
    expect(100);
  }
}

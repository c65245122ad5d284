package dev.javaform.template.ansible;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.javaform.python.PythonTable;
import dev.javaform.template.TemplateException;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Filters with regular expressions read what modules read. */
class RegexFiltersTest {

  @ParameterizedTest
  @MethodSource("dev.javaform.python.PythonTable#cases")
  void readExpressionsAsPython(PythonTable.Case it) {
    Given given = Given.nothing().value("text", it.text()).value("regex", it.expression());
    assertEquals(it.replaced(), rendered(given, "text | regex_replace(regex, '<\\g<0>>')"));
    assertEquals(
        it.multiline(), rendered(given, "text | regex_replace(regex, '<\\g<0>>', multiline=true)"));
    assertEquals(
        it.replaced().map(replaced -> !replaced.equals(it.text())),
        rendered(given, "text | regex_findall(regex) | length > 0"));
  }

  @ParameterizedTest
  @MethodSource("dev.javaform.python.PythonTable#replacements")
  void readReplacementsAsPython(PythonTable.Replacement it) {
    Given given = Given.nothing().value("replacement", it.replacement());
    assertEquals(it.replaced(), rendered(given, "'xay' | regex_replace('(?P<k>a)', replacement)"));
  }

  private static Optional<Object> rendered(Given given, String expression) {
    try {
      return Optional.of(given.render("{{ " + expression + " }}"));
    } catch (TemplateException _) {
      return Optional.empty();
    }
  }
}

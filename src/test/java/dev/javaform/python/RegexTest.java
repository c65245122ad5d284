package dev.javaform.python;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import java.util.regex.Matcher;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Python's expressions, with what Python 3.11 makes of them. */
class RegexTest {

  @ParameterizedTest
  @MethodSource("dev.javaform.python.PythonTable#cases")
  void readsAsPython(PythonTable.Case it) {
    assertEquals(it.replaced(), replaced(it));
    assertEquals(it.multiline(), replaced(it, Regex.Flag.MULTILINE));
  }

  private static Optional<String> replaced(PythonTable.Case it, Regex.Flag... flags) {
    try {
      return Optional.of(replaced(Regex.of(it.expression(), flags), "<\\g<0>>", it.text()));
    } catch (RegexSyntaxException _) {
      return Optional.empty();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.javaform.python.PythonTable#replacements")
  void replacesAsPython(PythonTable.Replacement it) {
    assertEquals(it.replaced(), replaced(it.replacement()));
  }

  private static Optional<String> replaced(String replacement) {
    try {
      return Optional.of(replaced(Regex.of("(?P<k>a)"), replacement, "xay"));
    } catch (RegexSyntaxException _) {
      return Optional.empty();
    }
  }

  private static String replaced(Regex regex, String replacement, String text) {
    ReplacementText read = ReplacementText.of(replacement, regex);
    return regex.match(
        text, match -> match.replaceAll(found -> Matcher.quoteReplacement(read.expand(found))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      textBlock =
          """
          web(     ¦ 4 ¦ a group is not closed
          a)       ¦ 2 ¦ a closing bracket has no opening one
          x[ab     ¦ 2 ¦ a set of characters is not closed
          [z-a]    ¦ 2 ¦ a range of characters goes backwards
          *a       ¦ 1 ¦ a repetition sign has nothing to repeat
          a**      ¦ 3 ¦ a repetition sign follows another
          a{2,1}   ¦ 2 ¦ the minimum number of repetitions is above the maximum
          a\\Q     ¦ 2 ¦ "\\Q" means nothing
          (?<n>a)  ¦ 1 ¦ this kind of group is unknown; a named one is "(?P<name>…)"
          (?P=b)   ¦ 1 ¦ there is no group "b" before this
          (a)\\2   ¦ 4 ¦ there is no group 2 before this
          a(?(1)b) ¦ 2 ¦ conditions, "(?(…)…)", are not supported
          a\\x4    ¦ 2 ¦ an escape needs 2 hexadecimal digits
          """)
  void saysWhereAndWhyAnExpressionIsWrong(String expression, int character, String why) {
    RegexSyntaxException wrong =
        assertThrows(RegexSyntaxException.class, () -> Regex.of(expression));
    assertEquals(
        "The regular expression '%s' is wrong at its character %d: %s."
            .formatted(expression, character, why),
        wrong.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "web*,web1,true", "web?,web12,false", "web[!1],web1,false", "web[12],web2,true",
    "[]x],],true", "web[,web[,true", "*a*b*,xxaxxbxx,true", "*a*b,xxaxxbxx,false",
    "**,'',true", "[^]],^,false", "a.b,axb,false", "*.example.org,a.example.org,true",
  })
  void matchesNamesAsAShell(String glob, String name, boolean matches) {
    assertEquals(matches, Glob.compile(glob).matches(name));
  }
}

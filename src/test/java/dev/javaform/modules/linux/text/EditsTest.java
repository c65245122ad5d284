package dev.javaform.modules.linux.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.javaform.python.PythonTable;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Edits of texts, with the results Ansible 2.14 gives; {@code |} stands for a newline. */
class EditsTest {

  @ParameterizedTest
  @CsvSource({
    // line, regexp, insertafter, insertbefore, before, after
    "c,,,,a|b|,a|b|c|",
    "c,,,,a|b,a|b|c|",
    "b,,,,a|b|,a|b|",
    "b,,,,a|b,a|b|",
    "x=2,^x=,,,x=1|y|x=3|,x=1|y|x=2|",
    "c,^x=,^a,,a|b|,a|c|b|",
    "c,,^a,,a|b|a|d|,a|b|a|c|d|",
    "c,,,^b,a|b|,a|c|b|",
    "c,,,BOF,a|,c|a|",
    "c,,,^nope,a|,a|c|",
  })
  void placesALine(
      String line, String regexp, String after, String before, String text, String wanted) {
    LineSearch search =
        new LineSearch(
            Optional.ofNullable(regexp).map(LineSearch::expression),
            Optional.empty(),
            Optional.of(line));
    LinePlacement placement =
        new LinePlacement(
            search, Optional.ofNullable(after), Optional.ofNullable(before), false, false);
    assertEquals(lines(wanted), placement.edit(lines(text)).text());
  }

  @ParameterizedTest
  @CsvSource({
    "x,,,a|,a|<|x|>|",
    "x,^a,,a|b|,a|<|x|>|b|",
    "x,,BOF,a|,<|x|>|a|",
    "x,,,a|<|old|>|b|,a|<|x|>|b|",
    "'',,,a|<|old|>|b|,a|b|",
    "x,,,a,a|<|x|>|",
  })
  void placesABlock(String block, String after, String before, String text, String wanted) {
    BlockPlacement placement =
        new BlockPlacement(
            "<\n", ">\n", block, Optional.ofNullable(after), Optional.ofNullable(before));
    assertEquals(lines(wanted), placement.edit(lines(text)).text());
  }

  @ParameterizedTest
  @CsvSource({
    "(?P<k_y>\\w+)=(\\d),\\2=\\g<k_y>,a=1|,1=a|",
    "^,#,a|b|,#a|#b|#",
    "$,;,a|,a;|;",
    "[[=],_,a=[|,a__|",
    "{x},y,{x}|,y|",
    "'o{,1}=',w,foo=|,fow|",
    "(z)?a,[\\1],a|,[]|",
    "\\Z,e,a|,a|e",
  })
  void substitutes(String regexp, String template, String text, String wanted) {
    Substitution substitution =
        new Substitution(Substitution.expression(regexp), template, Optional.empty());
    assertEquals(lines(wanted), substitution.edit(lines(text)).text());
  }

  @ParameterizedTest
  @MethodSource("dev.javaform.python.PythonTable#cases")
  void readsExpressionsAsPython(PythonTable.Case it) {
    assertEquals(it.multiline(), substituted(it.expression(), "<\\g<0>>", it.text()));
  }

  @ParameterizedTest
  @MethodSource("dev.javaform.python.PythonTable#replacements")
  void readsReplacementsAsPython(PythonTable.Replacement it) {
    assertEquals(it.replaced(), substituted("(?P<k>a)", it.replacement(), "xay"));
  }

  private static Optional<String> substituted(String regexp, String template, String text) {
    try {
      return Optional.of(
          new Substitution(Substitution.expression(regexp), template, Optional.empty())
              .edit(text)
              .text());
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static String lines(String text) {
    return text.replace('|', '\n');
  }
}

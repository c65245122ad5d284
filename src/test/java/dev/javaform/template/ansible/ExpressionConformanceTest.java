package dev.javaform.template.ansible;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.javaform.source.Mark;
import dev.javaform.template.TemplateException;
import dev.javaform.template.expression.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every expression of the corpus gives what Ansible's own Templar gave, printed as Python prints
 * it; where Ansible fails, so do we. Lines marked {@code #} are known to differ, and must differ.
 */
class ExpressionConformanceTest {

  private record Case(String expression, String expected, boolean differs) {}

  @TestFactory
  Stream<DynamicTest> sameAsAnsible() {
    Given scope = Corpus.variables();
    return cases().stream()
        .map(one -> DynamicTest.dynamicTest(one.expression(), () -> check(one, scope)));
  }

  private static void check(Case one, Given scope) {
    String answer = answer(one.expression(), scope);
    String shown =
        answer.startsWith("! ") && one.expected().startsWith("! ")
            ? sameFailure(one, answer)
            : answer;
    if (one.differs()) {
      assertNotEquals(one.expected(), shown, "no longer differs: take the remark away");
    } else {
      assertEquals(one.expected(), shown);
    }
  }

  /** Failures are in our words, but for what is undefined. */
  private static String sameFailure(Case one, String answer) {
    boolean wordForWord = one.expected().matches("! '.*' (is undefined|has no attribute '.*')");
    return wordForWord
        ? answer.replaceAll("\\.? Did you mean .*|(?<=undefined)\\.$", "")
        : one.expected();
  }

  private static String answer(String expression, Given scope) {
    try {
      return Text.repr(Given.TEMPLATES.evaluate(expression, Mark.NOWHERE, scope));
    } catch (TemplateException failure) {
      return "! " + failure.getMessage();
    }
  }

  private static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    List<String> lines = Corpus.text("expressions.expected.txt").lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).startsWith("    ")) {
        boolean differs = i + 2 < lines.size() && lines.get(i + 2).startsWith("    # ");
        cases.add(new Case(lines.get(i), lines.get(i + 1).strip(), differs));
      }
    }
    return cases;
  }
}

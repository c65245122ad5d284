package dev.javaform.playbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.javaform.source.DiagnosticException;
import dev.javaform.source.Mark;
import dev.javaform.source.Source;
import dev.javaform.source.Yaml;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Text beside a module's name, split as Ansible 2.14 splits it. */
class ArgumentTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          src=a dest=b                        | {src=a, dest=b}                | ``
          src=a dest="{{ b }} c"              | {src=a, dest={{ b }} c}        | ``
          src={{ a or 'x y' }} b=1            | {src={{ a or 'x y' }}, b=1}    | ``
          msg="it's"                          | {msg=it's}                     | ``
          msg='say "hi"'                      | {msg=say "hi"}                 | ``
          msg="a \\" b"                       | {msg=a " b}                    | ``
          line="a\\tb"                        | {line=a\tb}                    | ``
          a=b=c                               | {a=b=c}                        | ``
          a=                                  | {a=}                           | ``
          flush_handlers                      | {}                             | flush_handlers
          main.yml x=1                        | {x=1}                          | main.yml
          {{ all }}                           | {}                             | {{ all }}
          {{ a == b }}                        | {}                             | {{ a == b }}
          {% if a %}x=1{% endif %} y          | {}                             | {% if a %}x=1{% endif %} y
          """)
  void ofAModule(String text, String arguments, String rest) {
    assertEquals(arguments + " | " + rest, split(text, false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          echo a=b                            | {}                             | echo a=b
          echo hi chdir=/tmp creates="/a b"   | {chdir=/tmp, creates=/a b}     | echo hi
          chdir=/tmp make all                 | {chdir=/tmp}                   | make all
          echo "chdir=/tmp"                   | {}                             | echo "chdir=/tmp"
          echo  two   blanks                  | {}                             | echo  two   blanks
          awk '{ print $1 }' f                | {}                             | awk '{ print $1 }' f
          echo "{{ x }} y" creates={{ z }}/f  | {creates={{ z }}/f}            | echo "{{ x }} y"
          """)
  void ofACommand(String text, String arguments, String rest) {
    assertEquals(arguments + " | " + rest, split(text, true));
  }

  @Test
  void keepsTheLinesOfAScript() {
    assertEquals("{chdir=/tmp} | one\n  two\n", split("one\n  two\nchdir=/tmp", true));
  }

  @Test
  void joinsContinuedLines() {
    assertEquals("{} | make all", split("make \\\n  all", true));
  }

  @ParameterizedTest
  @CsvSource({"echo it's", "echo \"a", "echo {{ a", "echo {% if a"})
  void refusesWhatIsNeverClosed(String text) {
    assertThrows(DiagnosticException.class, () -> split(text, true));
  }

  @Test
  void argumentsKnowTheirPlace() {
    Mark mark = Source.of("a.yml", "- copy: 'src=a dest=b'").at(1, 9);
    Yaml.Entry dest =
        ArgumentText.parse(Yaml.Scalar.of("src=a dest=b", mark), false)
            .arguments()
            .entry("dest")
            .orElseThrow();
    assertEquals("a.yml:1:16", dest.key().mark().toString());
    assertEquals("a.yml:1:21", dest.value().mark().toString());
  }

  private static String split(String text, boolean command) {
    ArgumentText split = ArgumentText.parse(Yaml.Scalar.of(text, Mark.NOWHERE), command);
    return split.arguments().plain() + " | " + split.rest().map(Yaml.Scalar::text).orElse("");
  }
}

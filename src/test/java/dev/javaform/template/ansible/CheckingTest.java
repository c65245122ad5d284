package dev.javaform.template.ansible;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.javaform.source.Diagnostic;
import dev.javaform.source.Mark;
import dev.javaform.source.Source;
import dev.javaform.source.Yaml;
import dev.javaform.template.Templates;
import dev.javaform.template.Templates.Reference;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of templates before any variable is known. */
class CheckingTest {

  private static List<String> said(List<Diagnostic> diagnostics) {
    return diagnostics.stream().map(one -> one.mark().orElseThrow() + ": " + one.detail()).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '#',
      value = {
        "{{ x | lenght }} § play.yml:1:8: No filter named 'lenght'. Did you mean \"length\"?",
        "a {{ x is definde }} § play.yml:1:11: No test named 'definde'. Did you mean \"defined\"?",
        "{{ l | map('uper') }} § play.yml:1:12: No filter named 'uper'. Did you mean \"upper\"?",
        "{{ lookup('fiel', 'x') }} § play.yml:1:4: lookup plugin (fiel) not found. Did you mean \"file\"?",
        "{{ q('nope', 'x') }} § play.yml:1:4: lookup plugin (nope) not found.",
        "{{ x + }} § play.yml:1:8: Expected an expression, got end of expression.",
        "{{ (x }} § play.yml:1:7: expected ')', got end of expression.",
        "{{ x § play.yml:1:1: \"{{\" is never closed; \"}}\" is missing.",
        "{% if x %}y § play.yml:1:4: The template ends before \"endif\".",
        "{% fi x %} § play.yml:1:4: Encountered unknown tag 'fi'. Did you mean \"if\"?",
      })
  void aMistakeIsToldWithItsPlaceAndTheNearestWord(String template, String expected) {
    assertEquals(List.of(expected), said(Given.TEMPLATES.check(Given.scalar(template))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "{{ anything.at.all | default(omit) }}",
        "{{ users | selectattr('uid', 'defined') | map(attribute='name') | ansible.builtin.join }}",
        "{{ lookup('ansible.builtin.file', 'x') ~ lookup(kind, 'x') }}",
        "{% for i in l if i is even %}{{ i }}{% else %}none{% endfor %}",
      })
  void whatMayBeRightIsNotCriticised(String template) {
    assertEquals(List.of(), said(Given.TEMPLATES.check(Given.scalar(template))));
  }

  @Test
  void aBareExpressionIsCheckedToo() {
    Mark mark = Source.of("play.yml", "when: a == b c").at(1, 7);
    assertEquals(
        List.of("play.yml:1:14: expected end of expression, got 'c'."),
        said(Given.TEMPLATES.checkExpression("a == b c", mark)));
  }

  @Test
  void aTemplateFileIsCheckedWithItsLines() {
    Source file = Source.of("a.j2", "#jinja2: lstrip_blocks: True\nok\n  {{ x | nofiltr }}\n");
    assertEquals(
        List.of("a.j2:3:10: No filter named 'nofiltr'."),
        said(Given.TEMPLATES.checkFile(file, Templates.FileOptions.ANSIBLE)));
  }

  @Test
  void everyStringOfATaskIsChecked() {
    Mark mark = Mark.NOWHERE;
    Yaml list =
        new Yaml.Sequence(
            com.google.common.collect.ImmutableList.of(
                Yaml.Scalar.of("{{ a | nope1 }}", mark), Yaml.Scalar.of("{{ a | nope2 }}", mark)),
            mark);
    assertEquals(2, Given.TEMPLATES.check(list).size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '#',
      value = {
        "{{ a }} § a",
        "{{ a.b[c] }} {{ a }} § a c",
        "{{ a | default(b) }} § ",
        "{{ a.b.c | d('x') ~ e }} § e",
        "{{ a is defined and a.b }} § ",
        "{{ a and b }} § a",
        "{{ a if b else c }} § b",
        "{{ a == b == c }} § a b",
        "{{ a | combine(b, recursive=true) }} § a b",
        "{{ [a, {'k': b}] }} § a b",
        "{{ [a, b] | select('defined') | list }} § ",
        "{{ a is failed }} § a",
        "{{ a is string }} § ",
        "{{ lookup('file', a) ~ range(3) ~ omit }} § a",
        "{% for i in a %}{{ i }}{{ b }}{% endfor %}{{ c }} § a c",
        "{% set x = a %}{{ x }}{{ y }} § a y",
        "{% if a %}{{ b }}{% elif c %}{% endif %} § a",
        "{{ a + }} § ",
      })
  void onlyWhatIsSurelyLookedUpIsAReference(String template, String expected) {
    String names =
        Given.TEMPLATES.references(Given.scalar(template)).stream()
            .map(Reference::name)
            .collect(java.util.stream.Collectors.joining(" "));
    assertEquals(expected == null ? "" : expected, names);
  }

  @Test
  void aReferenceKnowsItsPlace() {
    assertEquals(
        "play.yml:1:6",
        Given.TEMPLATES.references(Given.scalar("a {{ b }}")).iterator().next().mark().toString());
  }
}

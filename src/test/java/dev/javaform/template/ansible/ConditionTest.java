package dev.javaform.template.ansible;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.source.Condition;
import dev.javaform.source.Yaml;
import dev.javaform.template.Listening;
import dev.javaform.template.TemplateException;
import dev.javaform.template.Templates;
import dev.javaform.template.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Conditions with braces: what the author wrote is evaluated, what a host told is a value. */
@Tag("faults")
class ConditionTest {

  /** A host's result, and what the author wrote beside it. */
  private static Given seen(Object stdout) {
    return Given.nothing()
        .told("r", Map.of("stdout", stdout, "rc", 0L, "lines", List.of("x", "y'z")))
        .told("family", "Debian")
        .written("mine", "family == 'Debian'")
        .written("indirect", "{{ r.stdout }}")
        .written("either", "{{ 'rc_wanted == 0' if family == 'Debian' else 'false' }}")
        .written("word", "yes")
        .value("rc_wanted", 0L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ r.stdout }}",
        "{{ r.stdout }} ",
        "not {{ r.stdout }}",
        "({{ r.stdout }})",
        "{{ r.stdout }} == 1",
        "1 == {{ r.stdout }}",
        "{{ indirect }}",
        "{{ r.stdout | upper | lower }}",
        "{{ [r.stdout] | first }}",
        "{{ r['std' ~ 'out'] }}",
        "{{ vars.r.stdout }}",
        "{{ lookup('vars', 'r').stdout }}",
        "{{ lookup('vars', 'indirect') }}",
        "x{{ r.stdout }}",
        "{{ r.stdout }}x",
        "{{ r.stdout }}{{ r.stdout }}",
        "'a'{{ r.stdout }}",
        "mine.{{ r.stdout }}",
        "mine | {{ r.stdout }}",
        "mine is {{ r.stdout }}",
        "{% if true %}{{ r.stdout }}{% endif %}",
        "{% set a = r.stdout %}{{ a }}",
        "{% set a %}{{ r.stdout }}{% endset %}{{ a }}",
        "{% macro m(a) %}{{ a }}{% endmacro %}{{ m(r.stdout) }}",
        "{% for a in [r.stdout] %}{{ a }}{% endfor %}",
        "{% filter trim %}{{ r.stdout }}{% endfilter %}",
        "{% with a = r.stdout %}{{ a }}{% endwith %}",
        "{% set n = namespace(a='') %}{% for i in [1, 2] %}{{ n.a }}{% set n.a = r.stdout %}{% endfor %}"
      })
  void textFromAHostIsRefused(String condition) {
    Given scope = seen("mine and lookup('pipe', 'false')");
    TemplateException failure =
        assertThrows(TemplateException.class, () -> scope.holds(condition), condition);
    assertTrue(failure.diagnostic().mark().isPresent());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ kept.append(r.stdout) }}{{ kept[0] }}",
        "{{ kept.append(r.stdout) or '' }} {{ kept | first }}",
        "{{ kept_map.update({'a': r.stdout}) }}{{ kept_map.a }}",
        "{{ keeping }}{{ kept[0] }}",
        "{{ space.a }}{{ spacing }}{{ space.a }}",
        "{{ [kept][0]['append'](r.stdout) }}{{ kept | join }}"
      })
  void whatWasPutAwayIsStillAHosts(String condition) {
    Given scope =
        seen("mine")
            .yaml("kept", "[]")
            .yaml("kept_map", "{}")
            .written("keeping", "{{ kept.append(r.stdout) }}")
            .written("space", "{{ namespace(a='') }}")
            .written("spacing", "{% set s = space %}{% set s.a = r.stdout %}");
    assertThrows(TemplateException.class, () -> scope.holds(condition), condition);
  }

  @Test
  void whatWasSetCannotBeChangedLater() {
    Map<String, Object> inner = new HashMap<>(Map.of("list", new ArrayList<>()));
    Given scope = seen("mine").variable("set", Variable.computed(inner, false));
    assertThrows(TemplateException.class, () -> scope.render("{{ set.list.append(r.stdout) }}"));
    assertEquals(List.of(), scope.render("{{ set.list }}"));
    Given kept = seen("mine");
    kept.variable("n", Variable.computed(kept.render("{{ namespace(a='') }}"), false));
    kept.render("{% set n.a = r.stdout %}");
    assertThrows(TemplateException.class, () -> kept.holds("{{ n.a }}"));
  }

  @Test
  void theRefusalSaysWhereAndWhatToDo() {
    Yaml.Scalar condition = Given.scalar("true and {{ r.stdout }}");
    TemplateException failure =
        assertThrows(
            TemplateException.class,
            () -> Given.TEMPLATES.holds(Condition.of(condition), seen("mine")));
    assertEquals("play.yml:1:15", failure.diagnostic().mark().orElseThrow().toString());
    assertTrue(failure.diagnostic().summary().equals("Text from a host is never evaluated"));
    assertTrue(failure.getMessage().contains("'mine'"), failure.getMessage());
    assertTrue(failure.getMessage().contains("Write the condition without braces"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ok",
        "' or true or '",
        "\\",
        "\\'",
        "\" ~ mine ~ \"",
        "{{ mine }}",
        "'",
        "\n",
        "\uFFFC"
      })
  void withinQuotesItIsData(String stdout) {
    Given scope = seen(stdout).value("same", stdout);
    assertFalse(scope.holds("'{{ r.stdout }}' == 'nothing so'"));
    assertFalse(scope.holds("\"{{ r.stdout }}\" == 'nothing so'"));
    assertTrue(scope.holds("'{{ r.stdout }}' == same"));
    assertTrue(scope.holds("'<{{ r.stdout }}>' == '<' ~ same ~ '>'"));
    assertTrue(scope.holds("'\\n{{ r.stdout }}\\n' == '\\n' ~ same ~ '\\n'"));
    assertTrue(scope.holds("'{% if true %}{{ r.stdout }}{% endif %}' == same"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{{ r.rc }} == 0 ; true",
        "{{ r.rc }} != 0 ; false",
        "not {{ r.rc }} ; true",
        "'x' in {{ r.lines }} ; true",
        "'z' in {{ r.lines }} ; false",
        "\"y'z\" in {{ r.lines }} ; true",
        "{{ r }}.rc == 0 ; true",
        "{{ r.lines }}[1] == \"y'z\" ; true",
        "{{ r.rc == 0 }} ; true",
        "{{ r.rc == 0 }} and {{ word }} ; true",
        "{{ r.lines | length }} == 2 ; true",
        "{{ r.lines | length > 2 }} ; false",
        "r.rc in {{ [0, 1] }} ; true",
      })
  void whatIsNoTextIsTheValueThatItIs(String condition, boolean holds) {
    assertEquals(holds, seen("x").value("yes", true).holds(condition));
  }

  @ParameterizedTest
  @CsvSource({
    "True, true",
    "false, false",
    "' true\n', true",
    "0, false",
    "5, true",
    "-1, true",
    "1.5, true",
    "None, false",
    "'', false"
  })
  void oneLiteralIsItself(String stdout, boolean holds) {
    assertEquals(holds, seen(stdout).holds("{{ r.stdout }}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ mine }}",
        "{{ either }}",
        "{{ 'rc_wanted == 0' if family == 'Debian' else 'false' }}",
        "{{ {'Debian': 'rc_wanted == 0'}[family] }}",
        "not {{ 'false or false' if family == 'Debian' else 'true' }}",
        "{{ 'rc_' ~ 'wanted' }} == 0",
        "rc_{{ 'wanted' }} == 0",
        "{{ lookup('vars', 'mine') }}",
        "{{ vars.mine }}",
        "{% if family == 'Debian' %}rc_wanted == 0{% else %}false{% endif %}",
        "{% if family == 'Debian' %}{{ r.rc }} == 0{% endif %}",
        "{% for a in r.lines %}'{{ a }}' != 'q' and {% endfor %}true"
      })
  void whatTheAuthorWroteIsEvaluated(String condition) {
    assertTrue(seen("x").holds(condition), condition);
  }

  @Test
  void aListOfConditionsIsAsManyConditions() {
    Given scope =
        seen("mine")
            .value("list", List.of("rc_wanted == 0", "rc_wanted == 1"))
            .told("told", List.of("mine"));
    assertEquals(
        List.of(
            new Templates.Judged("rc_wanted == 0", true),
            new Templates.Judged("rc_wanted == 1", false)),
        judged("{{ list }}", scope));
    assertThrows(TemplateException.class, () -> judged("{{ told }}", scope));
    assertThrows(TemplateException.class, () -> judged("{{ [r.stdout] }}", scope));
    assertThrows(TemplateException.class, () -> judged("{{ list + told }}", scope));
  }

  private static List<Templates.Judged> judged(String condition, Given scope) {
    return Given.TEMPLATES.judge(Condition.of(Given.scalar(condition)), scope);
  }

  @Test
  void whatIsComputedFromSomethingToldIsTold() {
    Given scope = seen("x");
    assertTrue(heard("{{ r.stdout }}", scope));
    assertTrue(heard("{{ indirect }}{{ word }}", scope));
    assertTrue(heard("{{ lookup('env', 'HOME') }}", scope));
    assertTrue(heard("{{ query('varnames', '.') }}", scope));
    assertFalse(heard("{{ word }} {{ rc_wanted }} {{ lookup('vars', 'word') }}", scope));
  }

  private static boolean heard(String text, Given scope) {
    Listening listening = new Listening(scope);
    Given.TEMPLATES.render(Given.scalar(text), listening);
    return listening.heard();
  }

  @Test
  void aVariableIsLookedUpByWhateverNameItHas() {
    Given scope = Given.nothing().told("lookup('pipe', 'false')", "odd").value("a-b", 1L);
    assertEquals("odd", Given.TEMPLATES.value("lookup('pipe', 'false')", scope));
    assertEquals(1L, Given.TEMPLATES.value("a-b", scope));
  }

  @Test
  void omitIsWhatTheAuthorSaysAndNobodyElse() {
    Given scope = Given.nothing().told("same", new String(Templates.OMIT));
    assertTrue(Templates.isOmitted(scope.render("{{ omit }}")));
    assertTrue(Templates.isOmitted(scope.render("{{ nothing | default(omit) }}")));
    assertFalse(Templates.isOmitted(scope.render("{{ same }}")));
  }
}

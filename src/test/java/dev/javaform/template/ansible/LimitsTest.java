package dev.javaform.template.ansible;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.source.Yaml;
import dev.javaform.template.TemplateException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What nests without end, or grows without end, is refused by a count, at its place. */
@Tag("faults")
class LimitsTest {

  private static final int DEEP = 10_000;

  private static String nested(String open, String inner, String close, int depth) {
    return open.repeat(depth) + inner + close.repeat(depth);
  }

  static Stream<String> deepExpressions() {
    return Stream.of(
        nested("(", "1", ")", DEEP),
        nested("[", "1", "]", DEEP),
        nested("{'a': ", "1", " }", DEEP),
        nested("a[", "1", "]", DEEP),
        nested("f(", "1", ")", DEEP),
        nested("f(x=", "1", ")", DEEP),
        nested("1 | default(", "1", ")", DEEP),
        nested("1 is sameas(", "1", ")", DEEP),
        nested("not ", "true", "", DEEP),
        nested("- ", "1", "", DEEP),
        nested("1 if true else ", "1", "", DEEP),
        nested("1 + ", "1", "", DEEP),
        nested("1 or ", "1", "", DEEP),
        nested("1 and ", "1", "", DEEP),
        nested("2 ** ", "1", "", DEEP),
        nested("", "'a'", " | string", DEEP),
        nested("", "a", ".a", DEEP),
        nested("", "a", "[0]", DEEP),
        nested("", "a", "()", DEEP),
        nested("", "1", " if true", DEEP),
        nested("", "1", " is defined", DEEP));
  }

  @ParameterizedTest
  @MethodSource("deepExpressions")
  void deepExpressionsAreRefused(String expression) {
    refused("{{ " + expression + " }}");
    Yaml.Scalar bare = Given.scalar(expression);
    assertRefusal(
        assertThrows(
            TemplateException.class,
            () -> Given.TEMPLATES.evaluate(bare.text(), bare.mark(), Given.nothing())));
    assertFalse(Given.TEMPLATES.checkExpression(bare.text(), bare.mark()).isEmpty());
    refused("{% if " + expression + " %}{% endif %}");
    refused("{% for a in " + expression + " %}{% endfor %}");
    refused("{% set a = " + expression + " %}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{% if true %}|{% endif %}",
        "{% for a in [1] %}|{% endfor %}",
        "{% with a = 1 %}|{% endwith %}",
        "{% set a %}|{% endset %}",
        "{% filter trim %}|{% endfilter %}",
        "{% macro m() %}|{% endmacro %}"
      })
  void deepTagsAreRefused(String tags) {
    String[] ends = tags.split("\\|");
    refused(nested(ends[0], "x", ends[1], 5_000));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{% for a in s %}{% for b in s %}{% for c in s %}{% endfor %}{% endfor %}{% endfor %}",
        "{% for a in s %}{% for b in s %}{% for c in s if c == 1 %}{% endfor %}{% endfor %}{% endfor %}"
      })
  void loopsWithinLoopsAreRefused(String loops) {
    refused("{% set s = range(100000) | list %}" + loops);
  }

  @Test
  void whatPeopleWriteIsNotRefused() {
    Given scope = Given.nothing();
    assertEquals("1", scope.render("{{ " + nested("(", "1", ")", 100) + " }}"));
    assertEquals("501", scope.render("{{ " + nested("1 + ", "1", "", 500) + " }}"));
    assertEquals("x", scope.render("{{ 'x'" + " | string".repeat(300) + " }}"));
    assertTrue(scope.holds(nested("1 and ", "1", "", 500)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ deep | from_json }}",
        "{{ deep_map | from_json }}",
        "{{ deep | from_yaml }}",
        "{{ deep | from_yaml_all }}",
        "{{ deep_map | from_yaml }}",
        "{{ laughs | from_yaml }}",
        "{{ open | from_json }}",
        "{{ open | from_yaml }}"
      })
  void deepDataIsRefused(String template) {
    StringBuilder laughs = new StringBuilder("a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol]\n");
    for (int i = 1; i < 30; i++) {
      String alias = "*a" + (i - 1) + ", ";
      laughs.append("a%d: &a%d [%s]\n".formatted(i, i, alias.repeat(8)));
    }
    Given scope =
        Given.nothing()
            .told("deep", nested("[", "1", "]", 10 * DEEP))
            .told("deep_map", nested("{\"a\": ", "1", "}", 10 * DEEP))
            .told("open", "[".repeat(10 * DEEP))
            .told("laughs", laughs.toString());
    refused(template, scope);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ n.a }}",
        "{{ n.a | string }}",
        "{{ n.a | to_json }}",
        "{{ n.a | to_nice_json }}",
        "{{ n.a | to_yaml }}",
        "{{ n.a | to_nice_yaml }}",
        "{{ n.a == n.b }}",
        "{{ n.a < n.b }}",
        "{{ n.a in [n.b] }}",
        "{{ [n.a, n.b] | unique }}",
        "{{ [n.a] | union([n.b]) }}",
        "{{ n.a | flatten }}",
        "{{ n.c | combine(n.d, recursive=true) }}",
        "{{ [n.a, n.b] | sort }}",
        "{{ '%s' % [n.a] }}",
        "{{ '{}'.format(n.a) }}",
        "{{ n.a ~ '' }}",
        "{{ lookup('flattened', n.a) }}",
        "{{ lookup('items', n.a) | string }}"
      })
  void valuesThatWereMadeDeepAreRefused(String use) {
    refused(
        "{% set n = namespace(a=[], b=[], c={}, d={}) %}{% for i in range(20000) %}"
            + "{% set n.a = [n.a] %}{% set n.b = [n.b] %}"
            + "{% set n.c = {'k': n.c} %}{% set n.d = {'k': n.d} %}{% endfor %}"
            + use);
  }

  @Test
  void aListThatContainsItselfIsRefused() {
    refused("{% set a = [] %}{% do a.append(a) %}{{ a }}");
    refused("{% set a = {} %}{% do a.update({'a': a}) %}{{ a }}");
  }

  @Test
  void dataAsDeepAsAllowedCanBeUsed() {
    Given scope = Given.nothing().told("deep", nested("[", "1", "]", 450));
    for (String use :
        List.of("string", "to_json", "to_nice_yaml", "flatten", "unique", "to_json | from_json")) {
      scope.render("{{ deep | from_json | " + use + " }}");
    }
    assertEquals(true, scope.render("{{ (deep | from_json) == (deep | from_json) }}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ 'x' * 10 ** 9 }}",
        "{{ [1] * 10 ** 9 }}",
        "{% set n = namespace(a='xxxxxxxx') %}{% for i in range(60) %}{% set n.a = n.a ~ n.a %}{% endfor %}{{ n.a }}",
        "{% set n = namespace(a='xxxxxxxx') %}{% for i in range(60) %}{% set n.a = n.a + n.a %}{% endfor %}{{ n.a }}",
        "{% set n = namespace(a=[1, 2]) %}{% for i in range(60) %}{% set n.a = n.a + n.a %}{% endfor %}{{ n.a }}",
        "{% set n = namespace(a='x') %}{% for i in range(60) %}{% set n.a %}{{ n.a }}{{ n.a }}{% endset %}{% endfor %}{{ n.a }}",
        "{{ 'x'.ljust(10 ** 9) }}",
        "{{ 'x'.rjust(10 ** 9) }}",
        "{{ 'x'.zfill(10 ** 9) }}",
        "{{ 'x' | center(10 ** 9) }}",
        "{{ '\t'.expandtabs(10 ** 9) }}",
        "{{ '%999999999d' % 1 }}",
        "{{ '{:>999999999}'.format(1) }}",
        "{{ range(10 ** 9) | list }}",
        "{{ range(20) | permutations | list }}",
        "{{ range(100) | product(range(100), range(100), range(100), range(100)) | list }}",
        "{{ range(9) | slice(10 ** 9) | list }}",
        "{{ query('nested', range(1000) | list, range(1000) | list, range(1000) | list) }}",
        "{{ query('sequence', 'count=1000000000') }}"
      })
  void whatGrowsWithoutEndIsRefused(String template) {
    refused(template);
  }

  private static void refused(String template) {
    refused(template, Given.nothing());
  }

  private static void refused(String template, Given scope) {
    assertRefusal(assertThrows(TemplateException.class, () -> scope.render(template)));
  }

  /** By a count, not because the stack or the memory was full. */
  private static void assertRefusal(TemplateException failure) {
    assertTrue(failure.diagnostic().mark().isPresent());
    String message = failure.getMessage();
    assertFalse(message.contains("nested too deeply"), message);
    assertFalse(message.contains("fits into memory"), message);
    assertFalse(message.contains("StreamReadConstraints"), message);
  }
}

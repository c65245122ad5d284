package dev.javaform.template.ansible;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.javaform.template.expression.Text;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a template in a playbook gives, as Ansible 2.14's own Templar says it. */
class RetypingTest {

  private static final Given SCOPE =
      Given.nothing()
          .value("n", 5L)
          .value("f", 1.5)
          .value("b", true)
          .value("l", Arrays.asList(1L, "a", null, true))
          .value("d", Map.of("k", List.of(1L, 2.5)))
          .value("js", "{\"a\": [1, true, null]}")
          .value("py", "['x', 1]")
          .value("bad", "[not, quoted]")
          .value("num", "8080")
          .value("more", "[1, 2] and more")
          .value("blank", " [1]")
          .value("nest", "{\"a\": {\"b\": [1, {\"c\": \"d\"}]}}")
          .value("tup", "(1, 2)")
          .value("words", List.of("a", "b"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '^',
      textBlock =
          """
          {{ n }}                         ~ 5
          {{ n + 1 }}                     ~ '6'
          {{ 5 }}                         ~ '5'
          {{ f * 2 }}                     ~ '3.0'
          {{ b }}                         ~ True
          {{ not b }}                     ~ False
          {{ none }}                      ~ ''
          {{ l }}                         ~ [1, 'a', None, True]
          {{ d }}                         ~ {'k': [1, 2.5]}
          {{ d.k }}                       ~ [1, 2.5]
          {{ d.k[0] }}                    ~ '1'
          {{ l | length }}                ~ '4'
          {{ js }}                        ~ {'a': [1, True, None]}
          {{ py }}                        ~ ['x', 1]
          {{ bad }}                       ~ '[not, quoted]'
          {{ num }}                       ~ '8080'
          {{ num | int }}                 ~ '8080'
          {{ more }}                      ~ '[1, 2] and more'
          {{ blank }}                     ~ ' [1]'
          {{ nest }}                      ~ {'a': {'b': [1, {'c': 'd'}]}}
          {{ d | to_json }}               ~ '{"k": [1, 2.5]}'
          {{ js | string }}               ~ '{"a": [1, true, null]}'
          {{ js | from_json }}            ~ {'a': [1, True, None]}
          {{ js | trim }}                 ~ {'a': [1, True, None]}
          {{ d | to_json if b else 1 }}   ~ '{"k": [1, 2.5]}'
          {{ 1 if b else (d | to_json) }} ~ '1'
          [{{ n }}]                       ~ [5]
          {{ n }}{{ n }}                  ~ '55'
          {{ tup }}                       ~ '(1, 2)'
          {{ words | join(',') }}         ~ 'a,b'
          {{ 'True' }}                    ~ True
          {{ 'true' }}                    ~ 'true'
          {{ '{}' }}                      ~ {}
          {{ "{'a': 1, 'a': 2}" }}        ~ {'a': 2}
          {{ "[1] # c" }}                 ~ [1]
          {{ "[1, yes]" }}                ~ '[1, yes]'
          {{ "[0x10, 1_000, 1e3, -1]" }}  ~ [16, 1000, 1000.0, -1]
          {{ "['a' 'b']" }}               ~ ['ab']
          {{ "{1: 'x', (1, 2): 'y'}" }}   ~ {1: 'x', (1, 2): 'y'}
          {{ "[1],[2]" }}                 ~ ([1], [2])
          {{ "[1+2]" }}                   ~ '[1+2]'
          {{ "{[1]: 2}" }}                ~ '{[1]: 2}'
          {{ "[[[[]]]]" }}                ~ [[[[]]]]
          [{% for w in words %}"{{ w }}",{% endfor %}]       ~ ['a', 'b']
          { {% for w in words %}'{{ w }}': 1,{% endfor %} }  ~ {'a': 1, 'b': 1}
          """)
  void isThatOfAnsible(String template, String shown) {
    assertEquals(shown, Text.repr(SCOPE.render(template)));
  }
}

package dev.javaform.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.javaform.source.Source;
import dev.javaform.source.Yaml;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Ansible's ini plugin makes of a value (checked against ansible-core 2.14). */
final class PythonLiteralTest {

  private static Yaml read(String text) {
    return PythonLiteral.read(Word.verbatim(text, Source.of("hosts", text).at(1, 1)));
  }

  /** A value that shows its types: strings in single quotes. */
  private static String shown(Object value) {
    return switch (value) {
      case null -> "null";
      case String text -> "'" + text + "'";
      case java.util.List<?> list ->
          list.stream().map(PythonLiteralTest::shown).collect(Collectors.joining(", ", "[", "]"));
      case java.util.Map<?, ?> map ->
          map.entrySet().stream()
              .map(entry -> entry.getKey() + "=" + shown(entry.getValue()))
              .collect(Collectors.joining(", ", "{", "}"));
      default -> value.toString();
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          5                      | 5
          -5                     | -5
          - 5                    | -5
          +7                     | 7
          1_000                  | 1000
          0x1F                   | 31
          0x_f_F                 | 255
          1_0.2_5e1_0            | 1.025E11
          0o17                   | 15
          0b101                  | 5
          00                     | 0
          12345678901234567890123 | 12345678901234567890123
          1.5                    | 1.5
          1.                     | 1.0
          .5                     | 0.5
          1e3                    | 1000.0
          -1.5                   | -1.5
          True                   | true
          False                  | false
          None                   | null
          5 # five               | 5
          'x' # y                | 'x'
          "a" 'b'                | 'ab'
          u'x'                   | 'x'
          b'x'                   | 'x'
          r'a\\nb'               | 'a\\nb'
          "tab\\there"           | 'tab\there'
          "\\x41\\u00e9\\N{BULLET}\\101" | 'Aé•A'
          '\\q'                  | '\\q'
          '''it's'''             | 'it's'
          [1, 'a', None]         | [1, 'a', null]
          [1,]                   | [1]
          []                     | []
          (1, 2)                 | [1, 2]
          (1)                    | 1
          ()                     | []
          1,2                    | [1, 2]
          1,                     | [1]
          {}                     | {}
          {'a': 1, 'b': [True]}  | {a=1, b=[true]}
          {'a': 1, 'a': 2}       | {a=2}
          {1, 2, 1}              | [1, 2]
          {'a': {'b': ('c',)}}   | {a={b=['c']}}
          """)
  void literal(String text, String value) {
    assertEquals(value, shown(read(text).plain()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          0644
          yes
          true
          1__0
          1_
          1_e5
          1_.5
          0x1_
          1.2.3
          10.0.0.1
          1-2
          1+2
          1j
          --5
          foo # bar
          [1 2]
          [,]
          [1,2
          (1,2
          {'a'}b
          {'a' 1}
          {[1]: 2}
          'open
          "\\x4"
          '\\N{NO SUCH CHARACTER}'
          a=b
          {{ template }}
          """)
  void anythingElseIsText(String text) {
    assertEquals(Yaml.Scalar.of(text, Source.of("hosts", text).at(1, 1)), read(text));
  }

  @Test
  void partsKnowTheirPlaces() {
    var list = (Yaml.Sequence) read("[1, {'a': 'x'}]");
    var mapping = (Yaml.Mapping) list.items().get(1);
    assertEquals("hosts:1:5", mapping.mark().toString());
    assertEquals("hosts:1:6", mapping.entries().getFirst().key().mark().toString());
    assertEquals("hosts:1:11", mapping.value("a").orElseThrow().mark().toString());
  }

  @Test
  void endlessNumberIsText() {
    assertEquals("1".repeat(100_000), read("1".repeat(100_000)).plain());
  }

  @Test
  void nestingWithoutEndIsText() {
    String deep = "[".repeat(100_000);
    assertEquals(deep, read(deep).plain());
  }
}

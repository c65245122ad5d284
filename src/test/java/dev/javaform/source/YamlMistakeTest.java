package dev.javaform.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The classic mistakes, each with its place and the help it gets. */
@Tag("faults")
class YamlMistakeTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          foo: {{ bar }}                    | 1:7  | quote the whole value
          foo: {{ bar }}/x                  | 1:7  | quote the whole value
          - {{ bar }}.conf                  | 1:4  | quote the whole value
          key: value: x                     | 1:11 | quote the value
          foo: bar\\nname:web\\nbaz: 1      | 3:1  | A space is needed after the colon
          - hosts all\\n  tasks: []         | 2:8  | may lack a colon
          foo:\\n\\tbar: 1                  | 2:1  | does not allow tabs
          foo: "bar                         | 1:6  | quoted scalar
          foo: 'it's'                       | 1:10 | must end with it
          when: "a" == b                    | 1:11 | must end with it
          foo: [a, b                        | 1:6  | flow sequence
          a: 1\\n  b: 2                     | 2:4  | indentation
          a:\\n    - x\\n  - y              | 3:3  | which begins at test.yml:1:1 and is indented by 0: it is indented by 2 blanks
          - a: 1\\n   b: 2                   | 2:5  | may lack a colon
          - a: [1]\\n   b: 2                 | 2:4  | which begins at test.yml:1:3 and is indented by 2: it is indented by 3 blanks
          - a: [1]\\n - b: 2                 | 2:2  | it is indented by 1 blank.
          foo: @bar                         | 1:6  | cannot start
          foo: "C:\\\\qux"                  | 1:10 | single quotes
          foo: *bar                         | 1:6  | quote it
          foo: !vault abc                   | 1:6  | not supported yet
          foo: !mine abc                    | 1:6  | !mine
          foo: !!binary abc                 | 1:6  | !!binary
          foo: 2001-13-45                   | 1:6  | Quote it
          foo: !!int abc                    | 1:6  | Quote it
          &a [*a]                           | 1:5  | contains itself
          ? [a]\\n: b                       | 1:3  | not a list
          a: 1\\n---\\nb: 2                 | 3:1  | one document
          a: b\u0007c                       | 1:5  | U+0007
          <<: 1                             | 1:5  | list of mappings
          """)
  void isExplained(String text, String place, String help) {
    String complaint =
        YamlTexts.complaints(
            text.replace("\\n", "\n").replace("\\t", "\t").replace("\\\\", "\\") + "\n");
    assertTrue(complaint.contains(place + "\n"), complaint);
    assertTrue(complaint.contains(help), complaint);
  }

  @Test
  void anEscapeAtTheVeryEndIsExplained() {
    String complaint = YamlTexts.complaints("foo: \"a\\x");
    assertTrue(complaint.contains("1:8\n"), complaint);
    assertTrue(complaint.contains("two hexadecimal digits after \\x"), complaint);
  }

  @Test
  void showsTheLineAndACaret() {
    assertEquals(
        """
        Error: Invalid key
          test.yml:1:7
              1 | foo: {{ bar }}
                |       ^
        A value that begins with { is a mapping to YAML. If a template is meant, quote the whole \
        value: "{{ name }}".\
        """,
        YamlTexts.complaints("foo: {{ bar }}\n"));
  }

  @Test
  void aBombOfAliasesIsRefused() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 20; i++) {
      String alias = "*a" + (i - 1);
      bomb.append(
          "a%d: &a%d [%s]\n"
              .formatted(i, i, String.join(", ", java.util.Collections.nCopies(9, alias))));
    }
    assertTrue(YamlTexts.complaints(bomb.toString()).startsWith("Error: Too many aliases"));
  }

  @Test
  void whatNestsTooDeeplyIsRefused() {
    for (int depth : new int[] {201, 100_000}) {
      assertTrue(YamlTexts.complaints("[".repeat(depth)).startsWith("Error: Nested too deeply"));
      assertTrue(YamlTexts.complaints("- ".repeat(depth)).startsWith("Error: Nested too deeply"));
    }
  }
}

package dev.javaform.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("faults")
final class ExcerptTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          lab1 ansible_password=two words x=1 | lab1 ansible_password=*************
          become_pass: hush                   | become_pass: ****
          {"api_token": "hush"}               | {"api_token": *******
          ansible_password: "{{ vaulted }}"   | ansible_password: "{{ vaulted }}"
          ansible_password={{ vaulted }}      | ansible_password={{ vaulted }}
          password:                           | password:
          path: /etc/passwd                   | path: /etc/passwd
          update_password_on: x               | update_password_on: x
          """)
  void hidesWhatFollowsTheNameOfASecret(String line, String shown) {
    assertEquals(shown, Excerpt.of(line));
  }

  @Test
  void diagnosticsShowExcerpts() {
    var mark = Source.of("hosts", "lab1 ansible_password=hush x").at(1, 28);
    assertEquals(
        """
        Error: Summary
          hosts:1:28
              1 | lab1 ansible_password=******
                |                            ^
        Detail.""",
        Diagnostic.error("Summary", "Detail.", mark).toString());
  }

  @Test
  void aNoLogThatIsCommentedOutHidesNothing() {
    String tasks = "- nonesuch: {x: 1}\n# %s: true\n- ping:\n";
    var hidden = Source.of("t.yml", tasks.replace("#", " ").formatted("no_log")).at(1, 3);
    var shown = Source.of("t.yml", tasks.formatted("no_log")).at(1, 3);
    assertFalse(Diagnostic.error("Summary", "x", hidden).toString().contains("nonesuch"));
    assertTrue(Diagnostic.error("Summary", "x", shown).toString().contains("nonesuch: {x: 1}"));
  }

  @Test
  void ofAVeryLongLineThePartAroundThePlaceIsShown() {
    String line = "x".repeat(1_000) + "here" + "y".repeat(1_000);
    assertEquals(
        "..." + "x".repeat(59) + "here" + "y".repeat(137) + "...", Excerpt.at(line, 1_001).text());
    assertEquals("here", Excerpt.at(line, 1_001).text().substring(62, 66));
    assertEquals(63, Excerpt.at(line, 1_001).column());
    assertEquals(new Excerpt("x".repeat(200) + "...", 3), Excerpt.at(line, 3));
    assertEquals(new Excerpt("short", 9), Excerpt.at("short", 9));
  }
}

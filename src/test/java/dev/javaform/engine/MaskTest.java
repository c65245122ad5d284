package dev.javaform.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.javaform.event.Outcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("faults")
class MaskTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          hunter2   | PW=hunter2 and hunter2.  | PW=******** and ********.
          it's      | 'it'\\''s' it's          | '********' ********
          it's      | 'it\\'s'                 | '********'
          a"b\\c    | {"p": "a\\"b\\\\c"} a"b\\c | {"p": "********"} ********
          schlüssel | {"p": "schl\\u00fcssel"} | {"p": "********"}
          abc       | abc                      | abc
          one two   | +echo 'one two'          | +echo '********'
          """)
  void findsWhatAHostMayMakeOfASecret(String secret, String said, String shown) {
    assertEquals(shown, Mask.NONE.with(secret).text(said));
  }

  @Test
  void theLongestIsFoundFirst() {
    assertEquals("********", Mask.NONE.with("hunter").with("hunter22").text("hunter22"));
  }

  @Test
  void everyLineOfASecretIsOne() {
    assertEquals("x ********", Mask.NONE.with("first\nsecond").text("x second"));
  }

  @Test
  void nothingOfAResultIsLeftOut() {
    RawResult result =
        RawResult.of(
                new Outcome.Failed("said hunter2"),
                Map.of("stdout_lines", List.of("hunter2", Map.of("hunter2", "xhunter2"))))
            .warning(List.of("hunter2!"));
    RawResult shown = Mask.NONE.with("hunter2").result(result);
    assertEquals(new Outcome.Failed("said ********"), shown.outcome());
    assertEquals(
        Map.of("stdout_lines", List.of("********", Map.of("********", "x********"))),
        shown.values());
    assertEquals(List.of("********!"), shown.warnings());
    assertSame(result, Mask.NONE.result(result));
  }

  @Test
  void aHostCannotHideWordsOfOthers() {
    Secrets secrets = new Secrets();
    secrets.argument("evil", new dev.javaform.module.Secret("changed"));
    assertEquals("changed", secrets.mask("changed"));
    assertEquals("changed", secrets.mask("good", java.util.Optional.empty(), "changed"));
  }
}

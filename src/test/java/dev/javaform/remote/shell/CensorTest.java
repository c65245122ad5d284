package dev.javaform.remote.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.javaform.module.Secret;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A secret that a host echoes is not shown, however it comes back. */
@Tag("faults")
class CensorTest {
  private static Censor of(String... secrets) {
    return Censor.of(java.util.stream.Stream.of(secrets).map(Secret::new).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hunter2              | ********",
        "su: hunter2: wrong   | su: ********: wrong",
        "hunter2hunter2       | ****************",
        "hun\\r\\nter2        | ********",
        "h\\nu\\nn\\nt\\ne\\nr\\n2 | ********",
        "\\e[31mhun\\e\\0ter2\\e[0m | \\x1b[31m********\\x1b[0m",
        "hu'n'ter\"2\"        | ********\"",
        "hun\\\\ter2          | ********",
        "Password: hunte      | Password: ********",
        "a hunter             | a ********",
        "hunter3              | ********3",
        "hun                  | hun",
        "hunt and nter2        | ******** and ********",
      })
  void masksASecret(String said, String shown) {
    String text =
        said.replace("\\r", "\r")
            .replace("\\n", "\n")
            .replace("\\e", "\u001b")
            .replace("\\0", "\0")
            .replace("\\\\", "\\");
    assertEquals(shown, of("hunter2").line(text));
  }

  @Test
  void masksASecretThatHoldsWhatMayStandBetween() {
    assertEquals("got ******** and", of("it's \"a\\b\"").line("got it's \"a\\b\" and"));
    assertEquals("got '******** and", of("it's").line("got 'it'\\''s and"));
  }

  @Test
  void masksTheLongerOfTwoFirst() {
    assertEquals("x ******** y ********", of("pass", "password").line("x password y pass"));
  }

  @Test
  void showsNothingWhereASecretIsAsShortAsAnyWord() {
    assertFalse(of("ab").line("a cab").contains("cab"));
    assertEquals("nothing of it", of("ab").line("nothing of it"));
  }

  @Test
  void showsAllWhereThereIsNoSecret() {
    Censor censor = Censor.of(List.of(new Secret("")));
    assertEquals("hunter2\\x7", censor.line("hunter2\u0007"));
  }

  @Test
  void showsNoPieceWhereALongTextIsCut() {
    String secret = "0123456789".repeat(20);
    String shown = of(secret).line(secret.repeat(40));
    assertFalse(shown.contains("012345"), shown);
  }

  @Test
  @Timeout(20)
  void isQuickWithWhateverAHostSays() {
    String quotes = "'".repeat(1 << 20);
    of("''''''''''''''''x").line(quotes);
    of("a".repeat(500) + "b").line("a".repeat(1 << 20));
  }
}

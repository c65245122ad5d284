package dev.javaform.module;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is put into a script is quoted as its shell reads it, and secrets are not shown. */
class ScriptTest {

  @Test
  void fillsEachHoleForAPosixShell() {
    Script.Sh script =
        Script.sh("useradd {} -p {} {}", "it's", new Secret("a b"), List.of("x y", "z"));
    assertEquals("useradd 'it'\\''s' -p 'a b' 'x y' z", script.text());
    assertEquals("useradd 'it'\\''s' -p *** 'x y' z", script.shown());
  }

  @Test
  void ordersShowWhatTheyAreAboutAndNoSecret() {
    Script.PowerShell question = Script.PowerShell.ask("user", Map.of("name", "ada"));
    assertEquals("user name=ada", question.shown());
    assertEquals(
        "user name=ada <- password=***",
        question.set(Map.of("password", new Secret("a b"))).shown());
  }

  @Test
  void refusesHolesWithoutArgumentsAndArgumentsWithoutHoles() {
    assertThrows(IllegalArgumentException.class, () -> Script.sh("a {} {}", "b"));
    assertThrows(IllegalArgumentException.class, () -> Script.sh("a", "b"));
  }

  @Test
  void joinsScripts() {
    assertEquals("a\nb", Script.sh("a").then(Script.sh("b")).text());
  }
}

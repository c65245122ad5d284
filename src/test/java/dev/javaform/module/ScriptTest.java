package dev.javaform.module;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is put into a script is quoted as its shell reads it, and secrets are not shown. */
class ScriptTest {

  @Test
  void fillsEachHoleForAPosixShell() {
    Script script =
        Script.sh("useradd {} -p {} {}", "it's", new Secret("a b"), List.of("x y", "z"));
    assertEquals("useradd 'it'\\''s' -p 'a b' 'x y' z", script.text());
    assertEquals("useradd 'it'\\''s' -p *** 'x y' z", script.shown());
  }

  @Test
  void fillsEachHoleForPowerShell() {
    Script script =
        Script.powerShell(
            "New-LocalUser {} -P {} -G {}", "it's", new Secret("a"), List.of("x", "y"));
    assertEquals("New-LocalUser 'it''s' -P 'a' -G 'x','y'", script.text());
    assertEquals("New-LocalUser 'it''s' -P *** -G 'x','y'", script.shown());
  }

  @Test
  void powerShellTakesEverythingLiterally() {
    assertEquals("'$env:PATH `n \"'", Script.PowerShell.quote("$env:PATH `n \""));
    assertEquals("'''; Remove-Item C:\\ #'", Script.PowerShell.quote("'; Remove-Item C:\\ #"));
    assertEquals(
        "'\u2018\u2018\u2019\u2019\u201a\u201a\u201b\u201b'",
        Script.PowerShell.quote("\u2018\u2019\u201a\u201b"));
  }

  @Test
  void refusesHolesWithoutArgumentsAndArgumentsWithoutHoles() {
    assertThrows(IllegalArgumentException.class, () -> Script.sh("a {} {}", "b"));
    assertThrows(IllegalArgumentException.class, () -> Script.sh("a", "b"));
  }

  @Test
  void joinsOnlyScriptsOfOneLanguage() {
    assertEquals("a\nb", Script.sh("a").then(Script.sh("b")).text());
    assertEquals("a\nb", Script.powerShell("a").then(Script.powerShell("b")).text());
    Script other = Script.powerShell("b");
    assertThrows(IllegalArgumentException.class, () -> Script.sh("a").then(other));
  }
}

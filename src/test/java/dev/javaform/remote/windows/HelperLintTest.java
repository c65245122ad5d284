package dev.javaform.remote.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableSet;
import com.google.common.io.Resources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The helper's file keeps to what Windows PowerShell 5.1 and PowerShell 7 understand alike, and
 * stays clear of the traps that both have. Comments and texts of here-strings are not looked at.
 */
class HelperLintTest {

  private static final Pattern FUNCTION = Pattern.compile("^function ([A-Za-z]+-Jf\\w*) \\{$");
  private static final Pattern HERE = Pattern.compile("(?ms)@'$.*?^'@");
  private static final Pattern COMMENT = Pattern.compile("(?m)^\\s*#(?!region|endregion).*$");
  private static final Pattern TEXT = Pattern.compile("'(?:[^'\\n]|'')*'");

  /** Verbs as Get-Verb lists them (about_Verbs). */
  private static final ImmutableSet<String> VERBS =
      ImmutableSet.of(
          "Add",
          "Assert",
          "Clear",
          "Close",
          "Compare",
          "Complete",
          "Connect",
          "ConvertFrom",
          "ConvertTo",
          "Copy",
          "Disable",
          "Disconnect",
          "Dismount",
          "Enable",
          "Enter",
          "Exit",
          "Find",
          "Format",
          "Get",
          "Import",
          "Initialize",
          "Install",
          "Invoke",
          "Join",
          "Measure",
          "Mount",
          "Move",
          "New",
          "Open",
          "Protect",
          "Read",
          "Receive",
          "Register",
          "Remove",
          "Rename",
          "Resolve",
          "Restart",
          "Restore",
          "Resume",
          "Save",
          "Search",
          "Select",
          "Send",
          "Set",
          "Show",
          "Split",
          "Start",
          "Stop",
          "Switch",
          "Test",
          "Uninstall",
          "Unregister",
          "Update",
          "Wait",
          "Write");

  private static String file() throws IOException {
    return Resources.toString(
        Resources.getResource(HelperScript.class, "jf.ps1"), StandardCharsets.UTF_8);
  }

  /** The code alone: comments, and the texts between single quotes, are blank. */
  private static String code() throws IOException {
    String code = HERE.matcher(file()).replaceAll("''");
    return TEXT.matcher(COMMENT.matcher(code).replaceAll("")).replaceAll("''");
  }

  @Test
  void isAscii() throws IOException {
    assertTrue(CharMatcher.ascii().matchesAllOf(file()));
    assertFalse(file().contains("\t"), "no tabs");
  }

  @Test
  void everyFunctionIsThereOnceAndHasAnApprovedVerb() throws IOException {
    Set<String> seen = new HashSet<>();
    List<String> twice = new ArrayList<>();
    file()
        .lines()
        .filter(line -> line.startsWith("function "))
        .forEach(
            line -> {
              var function = FUNCTION.matcher(line);
              assertTrue(function.matches(), line);
              String name = function.group(1);
              assertTrue(VERBS.contains(name.substring(0, name.indexOf('-'))), name);
              if (!seen.add(name)) {
                twice.add(name);
              }
            });
    assertEquals(List.of(), twice);
  }

  @Test
  void nothingIsCalledThatItsRegionDoesNotHaveOrNeed() throws IOException {
    HelperScript script = HelperScript.own();
    Pattern call = Pattern.compile("(?<![\\w-])([A-Z][A-Za-z]+-Jf\\w+)(?![\\w'])");
    List<String> missing = new ArrayList<>();
    for (String type : script.types()) {
      String sent = HERE.matcher(script.missing(List.of(type), new HashSet<>())).replaceAll("");
      Set<String> called = new LinkedHashSet<>();
      call.matcher(sent).results().forEach(found -> called.add(found.group(1)));
      called.stream()
          .filter(name -> !sent.contains("function global:" + name + " {"))
          .filter(name -> !name.equals("Dismount-JfHive")) // only where a hive was mounted
          .forEach(name -> missing.add(type + ": " + name));
    }
    assertEquals(List.of(), missing);
  }

  @Test
  void everyTypeStandsInTheDocumentation() throws IOException {
    String page = Files.readString(Path.of("docs/windows-helper.md"));
    for (String type : HelperScript.own().types()) {
      assertTrue(page.contains("`" + type + "`"), type);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          arrays of one become a value ; \\|\\s*ConvertTo-Json
          deeper levels become text ; ConvertTo-Json(?!.*-Depth)
          the rest of the pipeline is lost ; ConvertFrom-Json(?!.* -InputObject)
          7 only: ?? and ?. ; \\?\\?|\\$\\w+\\?\\.
          7 only: && and || ; &&|\\|\\|
          7 only ; -AsHashtable|-Parallel|`u\\{
          a number that becomes negative ; 0x[89a-fA-F][0-9a-fA-F]{7}\\b
          a regular expression, by surprise ; -replace\\b
          brackets are wildcards ; -i?c?(like|notlike)\\b(?! \\$pattern)
          an error record of any native word ; 2>&1
          aliases ; \\|\\s*[%?]|\\b(iex|icm|gwmi|gci|ls|dir|sleep|cat|rm|cp|mv)\\s
          values become script ; Invoke-Expression
          a person ; Read-Host|Write-Host|Out-Host|\\bpause\\b
          drops values of a key ; New-Item
          gone in 7 ; Get-WmiObject|Invoke-WmiMethod
          interpreted paths ; ^(?!.*New-SmbShare).*-Path \\$(?!Pattern)
          """)
  void staysClearOf(String trap, String pattern) throws IOException {
    Pattern trapped = Pattern.compile(pattern);
    Stream<String> lines = code().lines();
    assertEquals(
        List.of(),
        lines.filter(line -> trapped.matcher(line).find()).map(String::strip).toList(),
        trap);
  }

  /** What a method returns joins the output of the function that called it. */
  @Test
  void keepsWhatMethodsReturnToItself() throws IOException {
    Pattern call =
        Pattern.compile(
            "(?m)^\\s+\\$[\\w\\[\\]'.]+\\.(Add|Append|AppendLine|Remove|Wait|AddScript)\\(");
    assertEquals(
        List.of(), call.matcher(code()).results().map(found -> found.group().strip()).toList());
  }

  @Test
  void listsAreReturnedWhole() throws IOException {
    Pattern list = Pattern.compile("(?m)^\\s+return @\\((?!.*-contains).*$");
    assertEquals(
        List.of(), list.matcher(code()).results().map(found -> found.group().strip()).toList());
  }

  @Test
  void bracketsMatch() throws IOException {
    String code = Pattern.compile("\"(?:[^\"`\\n]|`.)*\"").matcher(code()).replaceAll("\"\"");
    for (String pair : List.of("{}", "()", "[]")) {
      assertEquals(
          CharMatcher.is(pair.charAt(0)).countIn(code),
          CharMatcher.is(pair.charAt(1)).countIn(code),
          pair);
    }
  }
}

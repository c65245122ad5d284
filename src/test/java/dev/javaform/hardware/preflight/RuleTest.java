package dev.javaform.hardware.preflight;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every rule stands in the document as it is. */
class RuleTest {

  private static final Pattern ROW =
      Pattern.compile("\\| `([a-z-]+)` \\| (blocks|warns|told) \\| (yes|never|) ?\\| .+ \\|");

  @Test
  void everyRuleIsDocumented() throws IOException {
    List<String> lines = Files.readAllLines(Path.of("docs/passthrough.md"));
    Set<String> rows =
        lines.stream()
            .map(ROW::matcher)
            .filter(Matcher::matches)
            .map(row -> "%s %s %s".formatted(row.group(1), row.group(2), row.group(3)).strip())
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> rules =
        Arrays.stream(Rule.values())
            .map(RuleTest::row)
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(rules, rows);
  }

  private static String row(Rule rule) {
    String severity = rule.severity().name().toLowerCase(Locale.ROOT);
    String accept = rule.severity() != Severity.BLOCKS ? "" : rule.isAcceptable() ? "yes" : "never";
    return "%s %s %s".formatted(rule.id(), severity, accept).strip();
  }

  @Test
  void anIdLeadsToItsRule() {
    for (Rule rule : Rule.values()) {
      assertEquals(rule, Rule.of(rule.id()).orElseThrow());
    }
  }
}

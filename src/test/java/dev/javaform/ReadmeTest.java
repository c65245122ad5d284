package dev.javaform;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import com.google.common.io.Resources;
import dev.javaform.binding.Modules;
import dev.javaform.playbook.Directive;
import dev.javaform.playbook.Keyword;
import dev.javaform.template.function.Library;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What README says of the program, held against the program. */
class ReadmeTest {

  /** The names that {@code ansible-doc -l} of ansible-core 2.14 lists in ansible.builtin. */
  private static final String ANSIBLES = "ansible-2.14-builtin.txt";

  private static final Modules MODULES = new Modules();
  private static final Library LIBRARY = new Library();

  @Test
  void saysWhatOfAnsibleIsNotThere() throws IOException {
    String rows =
        row("keywords", Stream.of(Keyword.values()).filter(it -> !it.isObeyed()).map(Keyword::word))
            + missing("modules", ReadmeTest::isThere)
            + missing("filters", LIBRARY::hasFilter)
            + missing("tests", LIBRARY::hasTest)
            + missing("lookups", LIBRARY::hasLookup);
    assertEquals(rows, generated("what-is-not-there"), "README.md has to say this");
  }

  private static boolean isThere(String module) {
    return MODULES.find(module).isPresent() || Directive.of(module).isPresent();
  }

  private static String missing(String kind, Predicate<String> there) throws IOException {
    return row(kind, ansibles(kind).stream().filter(there.negate()));
  }

  private static String row(String kind, Stream<String> names) {
    return names
        .sorted()
        .map("`%s`"::formatted)
        .collect(joining(", ", "| " + kind + " | ", " |\n"));
  }

  private static Set<String> ansibles(String kind) throws IOException {
    String list =
        Resources.toString(
            Resources.getResource(ReadmeTest.class, ANSIBLES), StandardCharsets.UTF_8);
    String line =
        list.lines().filter(each -> each.startsWith(kind + ": ")).findFirst().orElseThrow();
    return ImmutableSet.copyOf(Splitter.on(' ').split(line.substring(kind.length() + 2)));
  }

  /** The table's rows below the mark of that name, and its head. */
  private static String generated(String mark) throws IOException {
    return Files.readString(Path.of("README.md"))
        .lines()
        .dropWhile(line -> !line.equals("<!-- " + mark + " -->"))
        .skip(1)
        .takeWhile(line -> !line.isEmpty())
        .skip(2)
        .takeWhile(line -> !line.startsWith("| else "))
        .collect(joining("\n", "", "\n"));
  }
}

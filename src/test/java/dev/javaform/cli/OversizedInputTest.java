package dev.javaform.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.source.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files that are far too much of something, up to the size that is read: each is taken or refused
 * within moments, in a text that somebody can read.
 */
@Tag("faults")
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OversizedInputTest {
  private static final int MANY = 30_000;
  private static final int HUGE = 400_000;
  private static final String PLAY = "- hosts: all\n  gather_facts: false\n  tasks:\n";

  @TempDir private Path folder;

  static Stream<Arguments> playbooks() {
    return Stream.of(
        Arguments.of("duplicate keys", "- hosts: all\n  vars:\n" + "    a: 1\n".repeat(MANY)),
        Arguments.of("tasks without a module", PLAY + "    - name: x\n".repeat(MANY)),
        Arguments.of(
            "unknown keywords", PLAY + "    - {ping: , whn: x, naem: y}\n".repeat(MANY / 10)),
        Arguments.of("one long keyword", PLAY + "    - " + "whenn".repeat(HUGE / 5) + ": x\n"),
        Arguments.of("long keywords", PLAY + longKeywords()),
        Arguments.of("a long module", PLAY + "    - " + "? " + "copy".repeat(HUGE / 4) + "\n"),
        Arguments.of("long host pattern", "- hosts: " + "a:&".repeat(HUGE / 3) + "a\n"),
        Arguments.of("host pattern brackets", "- hosts: " + "a[0]".repeat(HUGE / 4) + "\n"),
        Arguments.of("colons", PLAY + "    - a" + ": b".repeat(HUGE / 3) + "\n"),
        Arguments.of("colons without blanks", "a" + ":b".repeat(HUGE / 2) + "\n x: : y\n"),
        Arguments.of("quotes", "- x: " + "'a' ".repeat(HUGE / 4) + "\n"),
        Arguments.of("dashes", "- ".repeat(HUGE / 2)),
        Arguments.of("question marks", "? ".repeat(HUGE / 2)),
        Arguments.of("brackets", "[".repeat(HUGE)),
        Arguments.of("braces", "{".repeat(HUGE)),
        Arguments.of("braces with keys", "{a: ".repeat(HUGE / 4)),
        Arguments.of("pairs of brackets", "[" + "[],".repeat(HUGE / 3) + "]\n"),
        Arguments.of("anchors", "&a ".repeat(HUGE / 3)),
        Arguments.of("aliases", "- &a x\n" + "- *a\n".repeat(MANY)),
        Arguments.of("tags", "- " + "!".repeat(HUGE)),
        Arguments.of("long tag", "- !" + "x".repeat(HUGE) + " y\n"),
        Arguments.of("an open quote", "- \"" + "x\n".repeat(HUGE / 2)),
        Arguments.of("escapes", "- \"" + "\\x41".repeat(HUGE / 4) + "\\q\"\n"),
        Arguments.of("comments", "#\n".repeat(HUGE / 2)),
        Arguments.of("blanks", " ".repeat(HUGE) + "\tx"),
        Arguments.of("tabs", "\t".repeat(HUGE)),
        Arguments.of("carriage returns", "\r".repeat(HUGE)),
        Arguments.of("empty lines", "\n".repeat(HUGE)),
        Arguments.of("documents", "---\n".repeat(HUGE / 4)),
        Arguments.of("directives", "%A b\n".repeat(HUGE / 5)),
        Arguments.of("digits", "- hosts: all\n  vars: {a: " + "1".repeat(HUGE) + "}\n"),
        Arguments.of("sixties", "- hosts: all\n  vars: {a: 1" + ":59".repeat(MANY) + "}\n"),
        Arguments.of("date", "- hosts: all\n  vars: {a: 2001-99-99" + " ".repeat(HUGE) + "}\n"),
        Arguments.of("float", "- hosts: all\n  vars: {a: 1." + "1".repeat(HUGE) + "e+99}\n"),
        Arguments.of(
            "merges",
            "- hosts: all\n  vars: {a: &a {b: 1}, " + "<<: *a, ".repeat(MANY / 4) + "}\n"),
        Arguments.of("words", PLAY + "    - copy: " + "a=b ".repeat(HUGE / 4) + "\n"),
        Arguments.of(
            "a word that never ends", PLAY + "    - copy: src='" + "a=b ".repeat(HUGE / 4) + "\n"),
        Arguments.of(
            "loops of loops",
            PLAY + "    - {ping: , with_items: " + "[".repeat(150) + "]".repeat(150) + "}\n"),
        Arguments.of(
            "tags of a task", PLAY + "    - {ping: , tags: [" + "x,".repeat(HUGE / 2) + "]}\n"),
        Arguments.of(
            "conditions", PLAY + "    - {ping: , when: [" + "'1 == 1',".repeat(MANY / 10) + "]}\n"),
        Arguments.of(
            "a number for a name", PLAY + "    - {ping: , register: " + "9".repeat(MANY) + "}\n"),
        Arguments.of(
            "a file with a long name", PLAY + "    - include_tasks: " + "x/".repeat(MANY) + "\n"),
        Arguments.of(
            "a role with a long name", "- hosts: all\n  roles: [" + "x".repeat(MANY) + "]\n"),
        Arguments.of("tasks", PLAY + "    - ping:\n".repeat(MANY / 3)),
        Arguments.of("plays", "- hosts: all\n".repeat(MANY / 30)),
        Arguments.of("blocks", PLAY + "    " + "- block: [".repeat(190)));
  }

  private static String longKeywords() {
    return IntStream.range(0, 200)
        .mapToObj(i -> "    - {ping: , " + "whenn".repeat(2_000) + i + ": x}\n")
        .collect(Collectors.joining());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("playbooks")
  void aPlaybook(String name, String text) throws IOException {
    readable(new Opening(file("site.yml", text), file("hosts", "one\n")));
  }

  static Stream<Arguments> inventories() {
    return Stream.of(
        Arguments.of("hosts", numbered(MANY / 3, "h%d\n")),
        Arguments.of("groups", numbered(MANY / 30, "[g%d]\nh\n")),
        Arguments.of("groups in groups", numbered(MANY / 30, "[g%d:children]\ng%1$d1\n")),
        Arguments.of("a chain of groups", chain(MANY / 30)),
        Arguments.of("a circle of groups", chain(5_000) + "[g5000:children]\ng0\n"),
        Arguments.of("ranges", "h" + "[0:0]".repeat(HUGE / 5) + "\n"),
        Arguments.of("ranges that multiply", "h[0:9][0:9][0:9][0:9][0:9][0:9][0:9]\n"),
        Arguments.of("ranges on many lines", "h[0:99999]\n".repeat(60)),
        Arguments.of("other ranges on many lines", numbered(60, "h%d-[00000:99999]\n")),
        Arguments.of("a wide range", "h[0:99999999999]\n"),
        Arguments.of("a range in large steps", "h[0:2147483647:2147483647]\n"),
        Arguments.of("padded", "h[" + "0".repeat(MANY) + ":" + "9".repeat(MANY) + "]\n"),
        Arguments.of("variables", "h " + "a=1 ".repeat(HUGE / 4) + "\n"),
        Arguments.of("one long value", "h a=" + "x".repeat(HUGE) + "\n"),
        Arguments.of("brackets in a value", "h a=" + "[".repeat(HUGE) + "\n"),
        Arguments.of("a tuple", "[all:vars]\na=" + "1,".repeat(HUGE / 2) + "\n"),
        Arguments.of("signs", "[all:vars]\na=" + "-".repeat(HUGE) + "1\n"),
        Arguments.of("signs in a list", "[all:vars]\na=[" + "- ".repeat(HUGE / 2) + "1]\n"),
        Arguments.of("digits", "[all:vars]\na=" + "1".repeat(HUGE) + "\n"),
        Arguments.of("underscores", "[all:vars]\na=1" + "_1".repeat(HUGE / 2) + "\n"),
        Arguments.of("hexadecimal", "[all:vars]\na=0x" + "F".repeat(HUGE) + "\n"),
        Arguments.of("a float", "[all:vars]\na=1." + "1".repeat(HUGE) + "e999\n"),
        Arguments.of("strings side by side", "[all:vars]\na=" + "'' ".repeat(HUGE / 3) + "\n"),
        Arguments.of("an open string", "[all:vars]\na='" + "\\x".repeat(HUGE / 2) + "\n"),
        Arguments.of("sections", "[".repeat(HUGE) + "]\n"),
        Arguments.of("a long section", "[" + "a".repeat(HUGE) + "]\n"),
        Arguments.of("a long kind", "[a:" + "b".repeat(HUGE) + "]\n"),
        Arguments.of("a long child", "[a:children]\n" + "b".repeat(HUGE) + "\n"),
        Arguments.of("backslashes", "\\\\".repeat(HUGE / 2) + "\n"),
        Arguments.of("quotes", "'".repeat(HUGE) + "\n"),
        Arguments.of("colons", "h" + ":1".repeat(HUGE / 2) + "\n"),
        Arguments.of("a first line like YAML", "\"" + "a".repeat(HUGE) + "\n"),
        Arguments.of("blanks before a colon", "a" + " ".repeat(HUGE) + "x:\n"),
        Arguments.of("a deep YAML inventory", "all: " + "{children: {g: ".repeat(90)),
        Arguments.of("hosts in YAML", "all: {hosts: {" + numbered(MANY / 10, "h%d: , ") + "}}\n"),
        Arguments.of(
            "ranges in YAML", "all: {hosts: {" + numbered(60, "h%d-[00000:99999]: , ") + "}}\n"),
        Arguments.of("wrong things in YAML", "all:\n" + numbered(MANY / 10, "  x%d: 1\n")));
  }

  private static String numbered(int count, String line) {
    return IntStream.range(0, count).mapToObj(line::formatted).collect(Collectors.joining());
  }

  private static String chain(int length) {
    return IntStream.range(0, length)
        .mapToObj(i -> "[g%d:children]\ng%d\n".formatted(i, i + 1))
        .collect(Collectors.joining("", "", "[g" + length + "]\nh\n"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("inventories")
  void anInventory(String name, String text) throws IOException {
    readable(new Opening(file("site.yml", PLAY + "    - ping:\n"), file("hosts", text)));
  }

  @Test
  void filesThatImportTheNext() throws IOException {
    for (int i = 0; i < 1_000; i++) {
      file(i + ".yml", "- import_tasks: %d.yml\n".formatted(i + 1));
    }
    file("1000.yml", "- ping:\n");
    Path site = file("site.yml", PLAY + "    - import_tasks: 0.yml\n");
    readable(new Opening(site, file("hosts", "one\n")));
  }

  @Test
  void filesThatImportTheNextTwice() throws IOException {
    for (int i = 0; i < 60; i++) {
      file(i + ".yml", "- import_tasks: %d.yml\n".formatted(i + 1).repeat(2));
    }
    file("60.yml", "- ping:\n");
    Path site = file("site.yml", PLAY + "    - import_tasks: 0.yml\n");
    readable(new Opening(site, file("hosts", "one\n")));
  }

  @Test
  void rolesThatNeedTheNextTwice() throws IOException {
    for (int i = 0; i < 60; i++) {
      String next = "{role: r%d, when: x}".formatted(i + 1);
      file("roles/r%d/meta/main.yml".formatted(i), "dependencies: [%s, %1$s]\n".formatted(next));
    }
    file("roles/r60/tasks/main.yml", "- ping:\n");
    Path site = file("site.yml", "- hosts: all\n  gather_facts: false\n  roles: [r0]\n");
    readable(new Opening(site, file("hosts", "one\n")));
  }

  @Test
  void playbooksThatImportTheNext() throws IOException {
    for (int i = 0; i < 1_000; i++) {
      file(i + ".yml", "- import_playbook: %d.yml\n".formatted(i + 1));
    }
    file("1000.yml", PLAY + "    - ping:\n");
    readable(new Opening(folder.resolve("0.yml"), file("hosts", "one\n")));
  }

  @Test
  void rolesThatNeedTheNext() throws IOException {
    for (int i = 0; i < 1_000; i++) {
      file("roles/r%d/meta/main.yml".formatted(i), "dependencies: [r%d]\n".formatted(i + 1));
    }
    file("roles/r1000/tasks/main.yml", "- ping:\n");
    Path site = file("site.yml", "- hosts: all\n  gather_facts: false\n  roles: [r0]\n");
    readable(new Opening(site, file("hosts", "one\n")));
  }

  /** It must be read, or refused in a text of a few screens. */
  private static void readable(Opening opening) {
    List<Diagnostic> found = opening.found();
    String told = Opening.told(found);
    assertTrue(
        told.length() < 200_000, () -> told.length() + " characters: " + told.substring(0, 900));
    told.lines()
        .forEach(line -> assertTrue(line.length() < 5_000, () -> line.length() + "-letter line"));
    List<Diagnostic> lost =
        found.stream().filter(each -> each.isError() && each.mark().isEmpty()).toList();
    assertEquals(List.of(), lost);
  }

  private Path file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }
}

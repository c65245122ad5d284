package dev.javaform.engine;

import static dev.javaform.module.Given.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.common.base.CaseFormat;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import dev.javaform.binding.Binder;
import dev.javaform.binding.Modules;
import dev.javaform.binding.SearchPath;
import dev.javaform.module.Given;
import dev.javaform.module.Module;
import dev.javaform.module.Output;
import dev.javaform.module.Script;
import dev.javaform.modules.linux.LocalHost;
import dev.javaform.playbook.PlaybookLoader;
import dev.javaform.playbook.Task;
import dev.javaform.source.Diagnostics;
import dev.javaform.source.Yaml;
import dev.javaform.source.YamlReader;
import dev.javaform.template.Variable;
import dev.javaform.template.ansible.AnsibleTemplates;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What holds for every module, shown by tasks of each: deciding is pure, nothing is left to do in
 * the state that was planned, every value returned stands in the manual. Tasks that need no more
 * than a folder are run as well: check mode changes nothing and foretells what comes, and a second
 * run has nothing to do. Modules that change the machine itself decide on what a real host printed.
 *
 * <p>The tasks of a module are in {@code modules/laws/NAME.yml}. A module without any is an error.
 */
class ModuleLawsTest {

  private static final Path LAWS = Path.of("src/test/resources/dev/javaform/modules/laws");
  private static final Modules MODULES = new Modules();

  @TempDir private Path folder;
  private Path world;

  /** How a task ends on a host that is not as it wants it, and again. */
  private enum Ends {
    /** It changes a state that can be seen; then there is nothing to do. */
    STATE("would change", "changed", "ok"),
    /** It does what is due, nobody knows with what effect; then there is nothing to do. */
    ONCE("would change", "changed", "ok"),
    /** It does the same each time. */
    EVENT("would change", "changed", "changed"),
    /** It does the same each time, and nobody knows what. */
    UNKNOWN("skipped", "changed", "changed"),
    UNCHANGED("ok", "ok", "ok"),
    FAILED("failed", "failed", "failed");

    private final String checked;
    private final String first;
    private final String second;

    Ends(String checked, String first, String second) {
      this.checked = checked;
      this.first = first;
      this.second = second;
    }
  }

  /**
   * A task and where it runs.
   *
   * @param world what makes the folder as the task finds it
   * @param seen what its probe printed on a real host; empty: this machine is asked
   */
  record Case(String task, Ends ends, String world, Optional<String> seen) {

    static Case of(Yaml.Mapping written) {
      return new Case(
          text(written, "task").orElseThrow(),
          Ends.valueOf(
              CaseFormat.LOWER_CAMEL.to(
                  CaseFormat.UPPER_UNDERSCORE, text(written, "ends").orElseThrow())),
          text(written, "world").orElse(":"),
          text(written, "seen"));
    }

    private static Optional<String> text(Yaml.Mapping written, String key) {
      return written.value(key).map(value -> (String) value.plain());
    }

    /** The task in a playbook, with this folder for {@code {world}}. */
    String play(Path folder) {
      return "- hosts: all\n  gather_facts: false\n  tasks:\n    -\n"
          + task.replace("{world}", folder.toString()).indent(6);
    }

    @Override
    public String toString() {
      return task.strip() + " (" + ends + ")";
    }
  }

  static Stream<Case> cases() throws IOException {
    try (Stream<Path> files = Files.list(LAWS)) {
      return files.sorted().flatMap(ModuleLawsTest::cases).toList().stream();
    }
  }

  private static Stream<Case> cases(Path file) {
    Yaml.Sequence all = (Yaml.Sequence) YamlReader.read(file, new Diagnostics()).orElseThrow();
    return all.items().stream().map(each -> Case.of((Yaml.Mapping) each));
  }

  static Stream<Case> here() throws IOException {
    return cases().filter(each -> each.seen().isEmpty());
  }

  @BeforeEach
  void makeFolders() throws IOException {
    world = Files.createDirectory(folder.resolve("world"));
    Files.createDirectory(folder.resolve("templates"));
    Files.writeString(folder.resolve("templates/motd.j2"), "on {{ inventory_hostname }}\n");
  }

  @Test
  void everyModuleIsHeldToTheLaws() throws IOException {
    try (Stream<Path> files = Files.list(LAWS)) {
      List<String> modules =
          MODULES.all().stream().map(type -> type.name().shortName() + ".yml").sorted().toList();
      assertEquals(modules, files.map(file -> file.getFileName().toString()).sorted().toList());
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void decidesPurelyAndWantsNothingMore(Case each) throws Exception {
    shell(each.world());
    Module<?> module = bound(each);
    Output seen = each.seen().map(Output::of).orElseGet(() -> asked(module));
    if (each.ends() == Ends.FAILED) {
      assertFalse(given(module).refusesSeeing(seen).isBlank());
    } else {
      decided(given(module).seeing(seen), each.ends());
    }
  }

  private static void decided(Given.Planned<?> planned, Ends ends) {
    switch (ends) {
      case UNCHANGED, FAILED -> {}
      case STATE -> assertEquals("STATE", planned.plan().effect().name());
      case ONCE -> assertEquals("DUE", planned.plan().effect().name());
      case EVENT -> assertEquals("EVENT", planned.plan().effect().name());
      case UNKNOWN -> assertEquals("UNKNOWN", planned.plan().effect().name());
    }
    if (ends != Ends.UNCHANGED) {
      assertFalse(planned.plan().isEmpty(), "a task that has something to do");
    }
  }

  @ParameterizedTest
  @MethodSource("here")
  void isForetoldWithoutAChangeAndDoneOnce(Case each) throws Exception {
    shell(each.world());
    var before = picture();
    assertEquals(each.ends().checked, outcome(each, true), "in check mode");
    assertEquals(before, picture(), "check mode changes nothing");
    assertEquals(each.ends().first, outcome(each, false), "the first time");
    before = picture();
    assertEquals(each.ends().second, outcome(each, false), "the second time");
    if (each.ends().second.equals("ok")) {
      assertEquals("ok", outcome(each, true), "in check mode afterwards");
      assertEquals(before, picture(), "nothing is done where there is nothing to do");
    }
  }

  /** How the task ended; with nothing to do, to be skipped is as good. */
  private String outcome(Case each, boolean check) throws Exception {
    Playing playing = check ? new Playing(folder).checking() : new Playing(folder);
    Playing.Told told = playing.play(each.play(world));
    String line = told.outcomes().getLast();
    String outcome =
        Stream.of("would change", "changed", "failed", "skipped", "ok", "unpredictable")
            .filter(line::endsWith)
            .findFirst()
            .orElseThrow();
    boolean settled = outcome.equals("skipped") && each.ends() != Ends.UNKNOWN;
    return settled ? "ok" : outcome;
  }

  private Module<?> bound(Case each) throws IOException {
    Path file = Files.writeString(folder.resolve("law.yml"), each.play(world));
    Diagnostics found = new Diagnostics();
    var options =
        new PlaybookLoader.Options(
            ImmutableList.of(), MODULES, PlaybookLoader.Options.NONE.plugins());
    var play = new PlaybookLoader(options).load(file, found).plays().getFirst();
    found.throwIfErrors();
    Task task =
        play.sections().stream()
            .flatMap(section -> section.entries().stream())
            .filter(Task.class::isInstance)
            .map(Task.class::cast)
            .findFirst()
            .orElseThrow();
    var scope =
        new LayeredScope(
            ImmutableList.of(ImmutableMap.of("inventory_hostname", new Variable.Given("one"))));
    return new Binder(MODULES, new AnsibleTemplates())
        .bind(task, scope, SearchPath.of(task, folder), _ -> {});
  }

  /** What this machine says to a probe. */
  private static Output asked(Module<?> module) {
    return module.observe().script().map(ModuleLawsTest::ask).orElse(Output.of(""));
  }

  private static Output ask(Script script) {
    try (LocalHost host = LocalHost.of("sh")) {
      return host.run(script);
    }
  }

  private void shell(String script) throws Exception {
    Process process =
        new ProcessBuilder("sh", "-ec", script).directory(world.toFile()).inheritIO().start();
    assertEquals(0, process.waitFor(), script);
  }

  /** All that can be seen in the folder. */
  private ImmutableSortedMap<String, String> picture() throws IOException {
    try (Stream<Path> files = Files.walk(world)) {
      return files.collect(
          ImmutableSortedMap.toImmutableSortedMap(
              String::compareTo, Path::toString, ModuleLawsTest::picture));
    }
  }

  private static String picture(Path path) {
    try {
      var seen = Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      String mode = PosixFilePermissions.toString(seen.permissions());
      String content =
          seen.isRegularFile() ? Files.readString(path, StandardCharsets.ISO_8859_1) : "";
      return mode + " " + seen.lastModifiedTime() + " " + content;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}

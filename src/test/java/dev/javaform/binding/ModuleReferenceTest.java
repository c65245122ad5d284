package dev.javaform.binding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.javaform.playbook.Playbook;
import dev.javaform.playbook.PlaybookLoader;
import dev.javaform.source.Diagnostics;
import dev.javaform.template.ansible.AnsibleTemplates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ModuleReferenceTest {

  private static final Modules MODULES = new Modules();

  private final ModuleReference reference = new ModuleReference(MODULES);

  @TempDir Path folder;

  static Stream<ModuleType> modules() {
    return MODULES.all().stream();
  }

  @ParameterizedTest
  @MethodSource("modules")
  void everyExampleIsAPlaybookWithoutMistakesThatUsesTheModule(ModuleType type) throws IOException {
    Files.createDirectories(folder.resolve("templates"));
    Files.writeString(folder.resolve("templates/service.conf.j2"), "port = 8080\n");
    Files.writeString(folder.resolve("templates/win11.xml.j2"), "<domain><name>a</name></domain>");
    Files.writeString(folder.resolve("templates/sunshine.conf.j2"), "fps = [60]\n");
    Files.writeString(folder.resolve("templates/answers.xml.j2"), "<unattend/>");
    Files.createDirectories(folder.resolve("files"));
    Files.writeString(folder.resolve("files/settings.ini"), "[game]\n");
    String example = type.manual().example();
    Path file = folder.resolve("site.yml");
    Files.writeString(file, "- hosts: all\n  tasks:\n" + example.indent(4));
    Diagnostics found = new Diagnostics();
    Playbook playbook =
        new PlaybookLoader(
                new PlaybookLoader.Options(
                    ImmutableList.of(), MODULES, PlaybookLoader.Options.NONE.plugins()))
            .load(file, found);
    new PlaybookCheck(MODULES, new AnsibleTemplates(), folder, ImmutableSet.of(), Outlook.ALL)
        .check(playbook.plays(), playbook.plays(), found);
    found.throwIfErrors();
    assertTrue(example.contains("  " + type.shortName() + ":"), example);
  }

  @ParameterizedTest
  @MethodSource("modules")
  void everyModuleFitsOnALineOfTheList(ModuleType type) {
    String summary = type.manual().summary();
    assertTrue(summary.length() <= 85 && summary.endsWith("."), summary);
    assertTrue(reference.list().contains(summary));
  }

  @ParameterizedTest
  @MethodSource("modules")
  void everyReturnedValueIsExplained(ModuleType type) {
    for (String value : type.returns()) {
      assertTrue(value.matches("[A-Za-z][A-Za-z0-9_]*: [A-Z].*\\."), value);
    }
  }

  @Test
  void aPageTellsPurposeArgumentsReturnsAndAnExample() {
    assertEquals(
        """
        javaform.host.tuned

          Writes and activates a profile of tuned.

        Arguments

          profile (string, required)
              The profile that is active.

          content (string)
              The text of its tuned.conf; without it, a profile that exists is
              activated.

          src (file on the controller)
              A template of its tuned.conf, instead of content.

        Returns

          active_profile
              The profile that is active.

          unverified
              What "tuned-adm verify" finds to differ.

        Rests on

          Profiles of users lie in /etc/tuned/profiles where tuned keeps its own in
          /usr/lib/tuned/profiles, else in /etc/tuned (tuned 2.23, release notes).

          A profile that is active and was edited works once it is activated again
          (tuned-adm(8)).

        Example

          - name: Keep the processors fast
            tuned:
              profile: gaming
              content: |
                [main]
                include=virtual-host
                [cpu]
                force_latency=10
        """,
        reference.page("tuned").orElseThrow());
  }

  @Test
  void aPageTellsWhatHasNoEffectAndWhy() {
    assertTrue(
        reference
            .page("set_fact")
            .orElseThrow()
            .replaceAll("\\s+", " ")
            .contains(
                "cacheable (boolean, default false) Whether later runs see them too. Accepted and"
                    + " ignored: javaform keeps no facts from one run for the next."));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"meta | a keyword of the language", "coppy | Did you mean \"copy\"?"})
  void saysWhyThereIsNoPage(String name, String why) {
    assertTrue(reference.page(name).isEmpty());
    String explained = reference.explainMissing(name);
    assertTrue(explained.contains(why), explained);
  }

  @ParameterizedTest
  @MethodSource("modules")
  void whatOurOwnModulesOfHostsRestOnIsToldWithItsSource(ModuleType type) {
    boolean ours =
        type.name().collection().equals("javaform.host")
            && type.record().getName().contains(".modules.linux.");
    List<String> facts = List.of(type.manual().restsOn());
    assertTrue(!ours || !facts.isEmpty(), type.shortName());
    facts.forEach(fact -> assertTrue(fact.matches("(?s)[\\p{Lu}\\p{Ll}].*\\(.+\\)\\."), fact));
  }

  /** {@code javaform doc --markdown docs/modules} makes them. */
  @Test
  void thePagesInTheDocumentationAreThoseOfTheModules() throws IOException {
    Path pages = Path.of("docs/modules");
    for (var page : reference.markdown().entrySet()) {
      Path file = pages.resolve(page.getKey());
      assertEquals(
          page.getValue(), Files.exists(file) ? Files.readString(file) : "", file::toString);
    }
    try (Stream<Path> files = Files.list(pages)) {
      assertEquals(reference.markdown().size(), files.count());
    }
  }
}

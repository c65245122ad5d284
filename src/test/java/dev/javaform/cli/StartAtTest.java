package dev.javaform.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.playbook.Block;
import dev.javaform.playbook.Entry;
import dev.javaform.playbook.Include;
import dev.javaform.playbook.Play;
import dev.javaform.playbook.Playbook;
import dev.javaform.playbook.PlaybookLoader;
import dev.javaform.playbook.Task;
import dev.javaform.source.Diagnostics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartAtTest {

  private static final String SITE =
      """
      - hosts: all
        tasks:
          - {name: one, ping: }
          - block:
              - {name: two, ping: }
              - {name: three, ping: }
            rescue:
              - {name: rescued, ping: }
            always:
              - {name: finally, ping: }
      - hosts: all
        roles: [disks]
        tasks:
          - include_tasks: more.yml
          - {name: last, ping: }
      """;

  @TempDir Path folder;
  private final Diagnostics found = new Diagnostics();
  private Playbook playbook;

  @BeforeEach
  void load() throws Exception {
    Path role = Files.createDirectories(folder.resolve("roles/disks/tasks"));
    Files.writeString(role.resolve("main.yml"), "- {name: mount, ping: }\n");
    Files.writeString(folder.resolve("more.yml"), "- {name: more, ping: }\n");
    Path site = Files.writeString(folder.resolve("site.yml"), SITE);
    playbook = new PlaybookLoader(PlaybookLoader.Options.NONE).load(site, found);
    found.throwIfErrors();
  }

  private List<Play> from(String name) {
    return new StartAt(name).of(List.of(playbook), found).getFirst().plays();
  }

  private static String names(Play play) {
    return String.join(" ", play.sections().stream().flatMap(it -> names(it.entries())).toList());
  }

  private static Stream<String> names(List<Entry> entries) {
    return entries.stream()
        .flatMap(
            entry ->
                switch (entry) {
                  case Task task -> Stream.of(Listing.names(task).getFirst());
                  case Include include -> Stream.of(Listing.names(include.task()).getFirst());
                  case Block block ->
                      Stream.of(block.entries(), block.rescue(), block.always())
                          .flatMap(StartAtTest::names);
                });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "one           | one two three rescued finally | mount include_tasks last",
        "t*            | two three rescued finally     | mount include_tasks last",
        "three         | three rescued finally         | mount include_tasks last",
        "finally       | rescued finally               | mount include_tasks last",
        "mount         | ''                            | mount include_tasks last",
        "disks : mount | ''                            | mount include_tasks last",
        "include_tasks | ''                            | include_tasks last",
        "last          | ''                            | last",
      })
  void leavesOutWhatStandsBefore(String name, String first, String second) {
    assertEquals(List.of(first, second), from(name).stream().map(StartAtTest::names).toList());
    assertFalse(found.hasErrors());
  }

  @Test
  void factsAreGatheredWhereItBeginsAndLater() {
    List<Play> plays = from("last");
    assertEquals(false, plays.getFirst().gatherFacts().orElseThrow().plain());
    assertTrue(plays.getLast().gatherFacts().isEmpty());
  }

  @ParameterizedTest
  @CsvSource({"rescued", "more", "onr"})
  void saysWhereThereIsNoSuchTask(String name) {
    from(name);
    assertTrue(found.all().getFirst().detail().contains("\"" + name + "\""), found::toString);
  }
}
